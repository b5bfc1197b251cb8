#include "bus/commit_news.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

namespace parley {
namespace {

class News {
public:
    News() { committed_.workspace = make<WorkspaceId>(); }

    template <class I>
    I make() {
        return I::make(Instant{1s}, rng_);
    }

    Published& message(std::string text) {
        auto view = std::make_shared<MessageView>();
        Message& message = view->message;
        message.id = make<MessageId>();
        message.conversation = make<ConversationId>();
        message.session = make<SessionId>();
        message.seq = 7;
        message.sender = SenderKind::agent;
        message.sender_id = make<AgentId>().bytes();
        message.visibility = Visibility::staff;
        message.text = std::move(text);
        message.client_msg_id = "m-1";
        message.created_at = Instant{5s};
        view->sender_name = "小雨";

        Published& published = committed_.events.emplace_back();
        Event& event = published.event;
        event.seq = 40 + static_cast<std::int64_t>(committed_.events.size());
        event.type = EventType::message_posted;
        event.at = Instant{6s};
        event.actor = ActorKind::agent;
        event.actor_id = message.sender_id;
        event.visibility = message.visibility;
        event.agent = make<AgentId>();
        event.queue = make<QueueId>();
        event.inbox = make<InboxId>();
        event.contact = make<ContactId>();
        event.conversation = message.conversation;
        event.session = message.session;
        event.message = message.id;
        published.message = view;
        return published;
    }

    CommitHeard heard() const { return *read_commit_news(commit_news("node-a", committed_)); }
    const std::vector<Published>& events() const { return committed_.events; }
    WorkspaceId workspace() const { return committed_.workspace; }

private:
    SeededRng rng_{1};
    Committed committed_;
};

void check_same(const Published& told, const Published& heard) {
    const Event& a = told.event;
    const Event& b = heard.event;
    CHECK(std::tie(a.seq, a.type, a.version, a.at, a.actor, a.actor_id, a.visibility, a.detail) ==
          std::tie(b.seq, b.type, b.version, b.at, b.actor, b.actor_id, b.visibility, b.detail));
    CHECK(std::tie(a.agent, a.former_agent, a.queue, a.former_queue, a.inbox, a.contact,
                   a.conversation, a.session,
                   a.message) == std::tie(b.agent, b.former_agent, b.queue, b.former_queue, b.inbox,
                                          b.contact, b.conversation, b.session, b.message));
    CHECK(a.guests == b.guests);
    const Message& c = told.message->message;
    const Message& d = heard.message->message;
    CHECK(std::tie(c.id, c.conversation, c.session, c.seq, c.sender, c.sender_id, c.kind) ==
          std::tie(d.id, d.conversation, d.session, d.seq, d.sender, d.sender_id, d.kind));
    CHECK(std::tie(c.visibility, c.text, c.attachment, c.client_msg_id, c.created_at) ==
          std::tie(d.visibility, d.text, d.attachment, d.client_msg_id, d.created_at));
    CHECK(told.message->sender_name == heard.message->sender_name);
    CHECK_FALSE(heard.message->attachment);
}

TEST_CASE("messages travel with the commit and come out the same") {
    News news;
    news.message("第一 \"quoted\"\n");
    news.message("second");
    const CommitHeard heard = news.heard();
    CHECK(heard.node == "node-a");
    CHECK(heard.workspace == news.workspace());
    CHECK(heard.seq == 42);
    REQUIRE(heard.committed);
    CHECK(heard.committed->workspace == news.workspace());
    REQUIRE(heard.committed->events.size() == 2);
    for (std::size_t at = 0; at < 2; ++at)
        check_same(news.events()[at], heard.committed->events[at]);
}

TEST_CASE("a notice outside a session has hardly an id, and comes out the same") {
    News news;
    Published& notice = news.message("session_closed");
    auto view = std::make_shared<MessageView>(*notice.message);
    view->message.session = {};
    view->message.sender = SenderKind::system;
    view->message.sender_id = {};
    view->message.kind = MessageKind::notice;
    view->message.client_msg_id.clear();
    view->sender_name.clear();
    notice.message = view;
    notice.event.actor = ActorKind::system;
    notice.event.actor_id = {};
    notice.event.session = {};
    notice.event.agent = {};
    const CommitHeard heard = news.heard();
    REQUIRE(heard.committed);
    check_same(notice, heard.committed->events.front());
}

TEST_CASE("of other commits only the number travels") {
    SUBCASE("something else happened") {
        News news;
        news.message("hello");
        news.message("").event.type = EventType::session_opened;
        CHECK(news.heard().seq == 42);
        CHECK_FALSE(news.heard().committed);
    }
    SUBCASE("an attachment") {
        News news;
        Published& published = news.message("");
        auto view = std::make_shared<MessageView>(*published.message);
        view->attachment.emplace();
        published.message = view;
        CHECK_FALSE(news.heard().committed);
    }
    SUBCASE("many messages") {
        News news;
        for (std::size_t at = 0; at < messages_told_max; ++at) news.message("hello");
        CHECK(news.heard().committed);
        news.message("one more");
        CHECK_FALSE(news.heard().committed);
    }
    SUBCASE("long messages") {
        News news;
        news.message(std::string(text_told_max, 'a'));
        CHECK(news.heard().committed);
        news.message("b");
        CHECK_FALSE(news.heard().committed);
    }
}

TEST_CASE("what is not news is refused") {
    CHECK_FALSE(read_commit_news("{"));
    CHECK_FALSE(read_commit_news(R"({"node":"a"})"));
}

}  // namespace
}  // namespace parley
