// A change that happens once, however often its request is repeated (Idempotency-Key).
//
// The answer is kept in the same commit as the change. Whoever receives a request first looks for
// a kept answer (find_kept); the decision then makes sure that none was decided meanwhile.
// Refusals are not kept: what was refused changed nothing and may be tried again.
#pragma once

#include <functional>
#include <optional>

#include "app/app.hpp"

namespace parley::app {

// What a use case is given of a repeatable request; by default nothing is asked for. Its decision
// asks first_time() before it changes anything, and keep() once everything is decided.
template <class T>
struct Once {
    Once() = default;  // No aggregate: it is a default argument where coroutines are awaited.

    std::string caller;
    std::string request_key;
    bool is_outlived = false;  // Another answer of this key is a day old, and still to be swept.
    std::function<KeptAnswer(const T& made, Instant now)> answer = nullptr;
};

// Refuses conflict "request_in_progress": decided already, its answer can be read in a moment.
Result<> first_time(const Floor& floor, std::string_view caller, std::string_view request_key,
                    Instant now);
void keep_answer(Floor& floor, Turn& turn, KeptAnswer answer, bool is_outlived);

template <class T>
Result<> first_time(const Floor& floor, const Turn& turn, const Once<T>& once) {
    if (!once.answer) return {};
    return first_time(floor, once.caller, once.request_key, turn.now);
}
template <class T>
void keep(Floor& floor, Turn& turn, const Once<T>& once, const T& made) {
    if (once.answer) keep_answer(floor, turn, once.answer(made, turn.now), once.is_outlived);
}

// The answer of the caller's key; nullopt where there is none. Its day may be over.
Task<std::optional<KeptAnswer>> find_kept(App& app, WorkspaceId workspace, std::string caller,
                                          std::string request_key);

}  // namespace parley::app
