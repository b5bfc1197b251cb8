// Bringing a conversation into the floor's memory before deciding about it.
#pragma once

#include "app/app.hpp"

namespace parley::app {

// A decision that finds its conversation missing refuses with this, and is run again after loading.
Result<> not_loaded();
bool is_not_loaded(const Error& error);

// Loads the conversation (and the survey of `session`, if named) unless it is in memory.
// Refuses not_found "conversation_not_found".
Task<Result<>> ensure_live(App& app, Owner& owner, ConversationId conversation,
                           SessionId session = {});

// Decides about one conversation, loading it first where needed. `decide` must return not_loaded()
// when floor.live(conversation) is null.
template <class T>
Task<Result<T>> run_live(App& app, Owner& owner, ConversationId conversation,
                         std::function<Result<T>(Floor&, Turn&)> decide, SessionId session = {}) {
    Result<T> result = co_await owner.run<T>(decide);
    if (result || !is_not_loaded(result.error())) co_return result;
    CO_CHECKED(co_await ensure_live(app, owner, conversation, session));
    result = co_await owner.run<T>(std::move(decide));
    if (!result && is_not_loaded(result.error()))
        co_return refuse(Code::unavailable, "try_again", "the conversation left memory meanwhile");
    co_return result;
}

}  // namespace parley::app
