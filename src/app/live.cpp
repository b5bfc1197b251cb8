#include "app/live.hpp"

namespace parley::app {
namespace {

struct Loaded {
    Live live;
    std::optional<Survey> survey;
    std::string counts;  // Of what happened to the contact.
};

Result<Loaded> load(Repository& repository, ConversationId id, SessionId session) {
    const auto conversation = repository.conversation(id);
    if (!conversation) return refuse(Code::not_found, "conversation_not_found");
    Loaded loaded;
    loaded.live.conversation = *conversation;
    if (auto contact = repository.contact(conversation->contact)) loaded.live.contact = *contact;
    if (auto history = repository.history(conversation->contact))
        loaded.counts = std::move(history->counts);
    // Newest first in the store; remembered oldest first, so that the oldest is forgotten first.
    const auto sent = repository.sent_ids(id, SentMemory::remembered_max);
    for (auto it = sent.rbegin(); it != sent.rend(); ++it)
        loaded.live.sent.remember(it->sender, it->client_msg_id, it->seq);
    if (sent.size() == SentMemory::remembered_max) loaded.live.sent.mark_incomplete();
    if (auto view = repository.last_session(id)) {
        loaded.live.unread = view->unread;
        loaded.live.last_queue = view->session.queue;
        loaded.live.last_agent = view->session.agent;
        if (view->last_message)
            loaded.live.last_message =
                std::make_shared<const MessageView>(std::move(*view->last_message));
    }
    if (session) loaded.survey = repository.survey_of(session);
    return loaded;
}

}  // namespace

Result<> not_loaded() { return refuse(Code::unavailable, "not_loaded"); }
bool is_not_loaded(const Error& error) { return error.reason == "not_loaded"; }

Task<Result<>> ensure_live(App& app, Owner& owner, ConversationId conversation, SessionId session) {
    auto look = [conversation, session](Repository& repository) {
        return load(repository, conversation, session);
    };
    CO_TRY(Loaded loaded, co_await read(app, owner.workspace(), std::move(look)));
    std::function<Result<bool>(Floor&, Turn&)> admit =
        [loaded, session](Floor& floor, Turn& turn) -> Result<bool> {
        Live entering = loaded.live;
        entering.touched_at = turn.now;
        entering.history = floor.history_of(entering.conversation.contact, loaded.counts);
        Live& live = floor.admit(std::move(entering));
        if (session && loaded.survey) live.surveys.try_emplace(session, *loaded.survey);
        return true;
    };
    CO_CHECKED(co_await owner.run<bool>(std::move(admit)));
    co_return Result<>{};
}

}  // namespace parley::app
