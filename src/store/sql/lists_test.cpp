#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "language/tokens.hpp"
#include "store/testing/house.hpp"

namespace parley {
namespace {

using testing::House;
using testing::TemporaryDirectory;

struct Office {
    TemporaryDirectory directory;
    std::unique_ptr<Store> store = testing::open_store(directory);
    House house{*store};
    std::unique_ptr<Repository> repository = store->repository(house.workspace);

    Scope everything() const { return {.all = true, .agent = house.agent.id, .queues = {}}; }
    Scope own() const { return {.all = false, .agent = house.agent.id, .queues = {}}; }

    // A contact of its own with one session; `later` orders them.
    Session open_session(int later, QueueId queue = {}, AgentId agent = {}) {
        house.contact.id = house.make_id<ContactId>();
        house.conversation.id = house.make_id<ConversationId>();
        house.conversation.contact = house.contact.id;
        house.conversation.last_seq = 0;
        Session session = house.session;
        session.id = house.make_id<SessionId>();
        session.conversation = house.conversation.id;
        session.contact = house.contact.id;
        session.queue = queue ? queue : house.queue.id;
        session.agent = agent;
        if (agent) session.state = SessionState::assigned;
        session.opened_at = house.now + Duration(later);
        WorkItem item = house.item;
        item.id = house.make_id<WorkItemId>();
        item.session = session.id;
        item.entered_at = session.opened_at;
        house.session = session;
        REQUIRE(
            House::write(*store, house.batch({house.contact, house.conversation, session, item})));
        return session;
    }
    Message say(std::string text) {
        Message message = house.message(std::move(text));
        SearchEntry entry{message.id, message.conversation, message.seq, {}};
        for (const auto& token : tokens_of(message.text)) entry.tokens += token + ' ';
        Batch batch = house.posting(message);
        batch.rows.emplace_back(std::move(entry));
        REQUIRE(House::write(*store, std::move(batch)));
        return message;
    }
    std::vector<SessionId> listed(SessionList list, const Scope& scope, std::size_t limit) {
        std::vector<SessionId> ids;
        SessionQuery query{list, scope, {}, limit};
        do {
            const auto page = repository->sessions(query);
            CHECK(page.items.size() <= limit);
            for (const auto& view : page.items) ids.push_back(view.session.id);
            query.cursor = page.next_cursor;
        } while (!query.cursor.empty());
        return ids;
    }
    std::vector<MessageId> found(std::string_view text, const Scope& scope, std::size_t limit = 3) {
        std::vector<MessageId> ids;
        SearchQuery query{tokens_of(text), scope, {}, limit};
        do {
            const auto page = repository->search(query);
            for (const auto& hit : page.items) ids.push_back(hit.message.message.id);
            query.cursor = page.next_cursor;
        } while (!query.cursor.empty());
        return ids;
    }
};

TEST_CASE("pages of a list join without gap or overlap, whatever their size") {
    Office office;
    std::vector<SessionId> newest_first{office.house.session.id};
    for (int at = 1; at <= 7; ++at) {
        newest_first.insert(newest_first.begin(), office.open_session(at / 2).id);
    }
    // Equal times are ordered by id, and ids are in the order of making only across milliseconds.
    auto expected = office.listed(SessionList::all, office.everything(), 200);
    REQUIRE(expected.size() == 8);
    CHECK(expected.back() != expected.front());
    CHECK(std::ranges::is_permutation(expected, newest_first));
    for (const std::size_t limit : {1U, 2U, 3U, 7U, 8U}) {
        CHECK(office.listed(SessionList::all, office.everything(), limit) == expected);
    }
    std::ranges::reverse(expected);
    const auto waiting = office.listed(SessionList::queue, office.everything(), 3);
    CHECK(std::ranges::is_permutation(waiting, expected));
    CHECK(waiting.front() != expected.back());
}

TEST_CASE("lists keep to the reader's scope") {
    Office office;
    const auto other_queue = office.house.make_id<QueueId>();
    const Session mine = office.open_session(1, other_queue, office.house.agent.id);
    const Session theirs = office.open_session(2, other_queue, office.house.make_id<AgentId>());
    Scope queue = office.own();
    queue.queues = {other_queue, office.house.make_id<QueueId>()};

    CHECK(office.listed(SessionList::all, office.everything(), 2).size() == 3);
    CHECK(office.listed(SessionList::all, office.own(), 2) == std::vector{mine.id});
    CHECK(office.listed(SessionList::mine, office.everything(), 2) == std::vector{mine.id});
    CHECK(office.listed(SessionList::all, queue, 2) == std::vector{theirs.id, mine.id});
    CHECK(office.listed(SessionList::queue, queue, 2).empty());
    CHECK(office.listed(SessionList::closed, office.everything(), 2).empty());

    const auto counts = office.repository->counts(office.everything());
    CHECK(counts.mine == 1);
    CHECK(counts.queue == 1);
    CHECK(counts.all == 3);
    CHECK(office.repository->counts(office.own()).all == 1);
}

TEST_CASE("an odd cursor gives an empty page") {
    Office office;
    SessionQuery query{SessionList::all, office.everything(), "'; DROP TABLE session", 10};
    CHECK(office.repository->sessions(query).items.empty());
    SearchQuery search{{"a"}, office.everything(), "nonsense", 10};
    CHECK(office.repository->search(search).items.empty());
}

TEST_CASE("unread counts the visitor's messages after the agents' mark") {
    Office office;
    office.open_session(1, {}, office.house.agent.id);
    office.say("one");
    office.say("two");
    office.say("three");
    office.house.conversation.agent_read = 1;
    REQUIRE(House::write(*office.store, office.house.batch({office.house.conversation})));

    CHECK(office.repository->session(office.house.session.id)->unread == 2);
    CHECK(office.repository->counts(office.own()).mine_unread == 2);
    CHECK(office.repository->session(office.house.session.id)->last_message->message.text ==
          "three");
}

TEST_CASE("history is read backwards in pages, and private notes only by staff") {
    Office office;
    for (int at = 0; at < 5; ++at) office.say("hello");
    Message note = office.house.message("between us");
    note.visibility = Visibility::staff;
    note.sender = SenderKind::agent;
    note.sender_id = office.house.agent.id.bytes();
    REQUIRE(House::write(*office.store, office.house.posting(note)));
    const auto id = office.house.conversation.id;

    const auto newest = office.repository->messages(id, 0, 2, Visibility::staff);
    REQUIRE(newest.size() == 2);
    CHECK(newest[0].message.seq == 5);
    CHECK(newest[1].sender_name == "Ann Lee");
    CHECK(office.repository->messages(id, 5, 10, Visibility::staff).size() == 4);
    CHECK(office.repository->messages(id, 0, 10, Visibility::everyone).size() == 5);
    CHECK(office.repository->sent_ids(id, 3).front().client_msg_id == "c6");
}

TEST_CASE("search finds Chinese of any length and English words, newest first, page by page") {
    Office office;
    const auto first = office.say("我想申请退款，订单号 A1042");
    const auto second = office.say("Refund please: 退款");
    const auto third = office.say("Where is my order A1042?");
    const auto scope = office.everything();

    CHECK(office.found("退款", scope) == std::vector{second.id, first.id});
    CHECK(office.found("款", scope, 1) == std::vector{second.id, first.id});
    CHECK(office.found("申请退款", scope) == std::vector{first.id});
    CHECK(office.found("a1042", scope, 1) == std::vector{third.id, first.id});
    CHECK(office.found("REFUND", scope) == std::vector{second.id});
    CHECK(office.found("refund order", scope).empty());
    CHECK(office.found("款退", scope).empty());
    CHECK(office.found("", scope).empty());
    CHECK(office.found("退款", office.own()).empty());
}

TEST_CASE("a hostile query is no query") {
    Office office;
    office.say("hello");
    for (const char* token : {"\"", "a\" OR \"b", "hello*", "NEAR(", "", "tokens:hello", "HELLO"}) {
        CHECK(office.repository->search({{token}, office.everything(), {}, 10}).items.empty());
    }
}

TEST_CASE("an index written again, or cleared and written again, answers the same") {
    Office office;
    const auto message = office.say("退款 refund");
    SearchEntry again{message.id, message.conversation, message.seq, "refund other"};
    REQUIRE(House::write(*office.store, office.house.batch({again, again})));
    CHECK(office.found("refund", office.everything()) == std::vector{message.id});
    CHECK(office.found("退款", office.everything()).empty());

    REQUIRE(House::write(*office.store,
                         office.house.batch({ClearSearch{}, ReaderCursor{"search", 0}})));
    CHECK(office.found("refund", office.everything()).empty());
    REQUIRE(House::write(*office.store, office.house.batch({again, ReaderCursor{"search", 9}})));
    CHECK(office.found("refund", office.everything()) == std::vector{message.id});
    CHECK(office.repository->reader_cursor("search") == 9);
}

TEST_CASE("events read back carry the rows they concern") {
    Office office;
    const auto message = office.say("hello");
    const auto published = office.repository->hydrate(office.repository->events(0, 100, {}));
    REQUIRE(published.size() == 6);
    CHECK(published[0].workspace->name == "Acme");
    CHECK(published[1].inbox->name == "Shop");
    CHECK(published[3].session->contact_name == "王小明");
    CHECK(published[3].session == published[4].session);
    REQUIRE(published[5].message);
    CHECK(published[5].message->message.id == message.id);
    CHECK(published[5].message->message.text == "hello");
    CHECK(office.repository->events(0, 100, office.house.conversation.id).size() == 6);
    CHECK(office.repository->events(4, 1, {}).front().seq == 5);
}

TEST_CASE("each of many events finds its own message, and one that is not there finds none") {
    Office office;
    std::vector<std::string> texts;
    for (int number = 0; number < 150; ++number) {
        texts.push_back(fmt::format("message {}", number));
        REQUIRE(
            House::write(*office.store, office.house.posting(office.house.message(texts.back()))));
    }
    auto events = office.repository->events(0, 1'000, {});
    std::erase_if(events,
                  [](const Event& event) { return event.type != EventType::message_posted; });
    events.push_back(events.back());
    events.back().message = office.house.make_id<MessageId>();

    const auto published = office.repository->hydrate(std::move(events));
    REQUIRE(published.size() == texts.size() + 1);
    for (std::size_t at = 0; at < texts.size(); ++at) {
        REQUIRE(published[at].message);
        CHECK(published[at].message->message.text == texts[at]);
    }
    CHECK_FALSE(published.back().message);
}

}  // namespace
}  // namespace parley
