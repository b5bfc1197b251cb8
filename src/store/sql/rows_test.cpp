#include <doctest/doctest.h>

#include "store/sql/sql_store.hpp"
#include "store/sql/tables_access.hpp"
#include "store/sql/tables_calls.hpp"
#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_rules.hpp"
#include "store/sql/tables_spine.hpp"
#include "store/sql/tables_talk.hpp"
#include "store/sql/tables_webhooks.hpp"
#include "store/testing/house.hpp"

namespace parley::sql {
namespace {

using parley::testing::House;
using parley::testing::TemporaryDirectory;

// Gives every field a value of its own, so that two columns swapped are noticed.
class Filler {
public:
    template <class T>
    void operator()(T& field) {
        ++count_;
        if constexpr (std::same_as<T, bool>) {
            field = true;
        } else if constexpr (std::is_enum_v<T>) {
            field = static_cast<T>(1);  // Not the default of any.
        } else if constexpr (std::integral<T>) {
            field = static_cast<T>(count_);
        } else if constexpr (std::same_as<T, Instant>) {
            field = from_ms(1'700'000'000'000 + count_);
        } else if constexpr (std::same_as<T, std::string>) {
            field = fmt::format("ünïcode 文字 {} 'quoted\"; \\", count_);
            // PostgreSQL has no text with it, and nothing that comes from outside may hold it.
            if (!parley::testing::is_on_postgres()) field += std::string("a\0b", 3);
        } else if constexpr (std::same_as<T, std::vector<std::string>>) {
            field = {fmt::format("word {}", count_), "comma, \"quote\"\nline"};
        } else if constexpr (std::same_as<T, std::vector<Skill>>) {
            field = {{"en", count_}, {"中文", 2}};
        } else if constexpr (std::same_as<T, std::vector<Post>>) {
            field = {{QueueId::make(from_ms(count_), rng_), 1, 20, 3}};
        } else if constexpr (std::same_as<T, std::vector<QueueStep>>) {
            field = {{StepWhen::waited, 30, 0, 20, {{"中文", 0}, {"en", 4}}, {}, 60},
                     {StepWhen::waiting, 9, 5, 20, {}, {QueueId::make(from_ms(count_), rng_)}, 0}};
        } else if constexpr (std::same_as<T, std::vector<QueueAlert>>) {
            field = {QueueAlert::waiting, QueueAlert::unstaffed};
        } else if constexpr (std::same_as<T, std::vector<Tag>>) {
            field = {{TagId::make(from_ms(count_), rng_), "黄金 \"gold\"", "#ffcc00"}};
        } else if constexpr (std::same_as<T, std::vector<ContactField>>) {
            field = {{"plan", "套餐", FieldKind::choice, {"free", "专业"}},
                     {"since", "Since", FieldKind::date, {}}};
        } else if constexpr (std::same_as<T, std::map<std::string, std::string>>) {
            field = {{"plan", "专业 \"pro\""}, {"since", "2026-10-01"}};
        } else if constexpr (std::same_as<T, std::vector<HeadStart>>) {
            field = {{"贵宾", 300}, {"newcomer", 60}};
        } else if constexpr (std::same_as<T, std::vector<TagId>>) {
            field = {TagId::make(from_ms(count_), rng_), TagId::make(from_ms(0), rng_)};
        } else if constexpr (std::same_as<T, std::vector<KeyScope>>) {
            field = {KeyScope::messages_write, KeyScope::events_read};
        } else if constexpr (std::same_as<T, std::vector<QueueId>>) {
            field = {QueueId::make(from_ms(count_), rng_)};
        } else if constexpr (std::same_as<T, std::vector<ChannelShare>>) {
            field = {{"mail", count_}, {"电话", 100}};
        } else if constexpr (std::same_as<T, std::vector<AgentId>>) {
            field = {AgentId::make(from_ms(count_), rng_)};
        } else if constexpr (std::same_as<T, std::vector<WrapUpCodeId>>) {
            field = {WrapUpCodeId::make(from_ms(count_), rng_)};
        } else if constexpr (std::same_as<T, std::vector<TrunkId>>) {
            field = {TrunkId::make(from_ms(count_), rng_), TrunkId::make(from_ms(0), rng_)};
        } else if constexpr (std::same_as<T, IdBytes>) {
            field = make_id_bytes(from_ms(count_), rng_);
        } else {
            field = T::make(from_ms(count_), rng_);
        }
    }

private:
    int count_ = 0;
    SeededRng rng_{7};
};

template <class T>
T filled() {
    T row;
    Filler filler;
    std::apply([&](auto&... field) { (filler(field), ...); }, Table<T>::fields(row));
    return row;
}

struct Stored {
    TemporaryDirectory directory;
    std::unique_ptr<Store> store = parley::testing::open_store(directory);
    House house{*store};
    std::unique_ptr<Database> reader = dynamic_cast<const SqlStore&>(*store).connect()();

    // Everything in T's table that the house did not put there.
    template <class T>
    std::vector<T> read(const T& like) {
        auto rows = all_where<T>(*reader, "1 = 1");
        std::erase_if(rows, [&](const T& row) {
            return std::get<0>(Table<T>::fields(row)) != std::get<0>(Table<T>::fields(like));
        });
        return rows;
    }
};

template <class T>
void check_round_trip() {
    INFO(Table<T>::name);
    Stored stored;
    const T row = filled<T>();

    REQUIRE(House::write(*stored.store, stored.house.batch({row})));

    const auto found = stored.read(row);
    REQUIRE(found.size() == 1);
    CHECK(Table<T>::fields(found.front()) == Table<T>::fields(row));
}

TEST_CASE("a row of every type comes back as it was written") {
    check_round_trip<Workspace>();
    check_round_trip<Account>();
    check_round_trip<SignIn>();
    check_round_trip<Agent>();
    check_round_trip<Queue>();
    check_round_trip<Inbox>();
    check_round_trip<Contact>();
    check_round_trip<Identity>();
    check_round_trip<Conversation>();
    check_round_trip<WorkItem>();
    check_round_trip<Message>();
    check_round_trip<Attachment>();
    check_round_trip<PresenceInterval>();
    if (!parley::testing::is_on_postgres()) check_round_trip<SearchEntry>();  // Not text there.
    check_round_trip<ReaderCursor>();
    check_round_trip<Webhook>();
    check_round_trip<WebhookDelivery>();
    check_round_trip<ApiKey>();
    check_round_trip<ApiKeyUse>();
    check_round_trip<KeptAnswer>();
    check_round_trip<Trunk>();
    check_round_trip<Phone>();
    check_round_trip<PhoneNumber>();
    check_round_trip<VoiceSettings>();
    check_round_trip<ContactScheme>();
    check_round_trip<RuleList>();
    check_round_trip<ContactHistory>();
    check_round_trip<CalendarRow>();
    check_round_trip<Call>();
    check_round_trip<Leg>();
    check_round_trip<Recording>();
    check_round_trip<WrapUpCode>();
    check_round_trip<CapacityProfile>();
    check_round_trip<PresenceReason>();
    check_round_trip<Colleague>();
    check_round_trip<Callback>();
    check_round_trip<RoutingDecision>();
    check_round_trip<RoutingHook>();
}

TEST_CASE("a session comes back with where its visitor stood and what was written of it") {
    Stored stored;
    auto session = filled<Session>();
    session.source = {"https://a.example", "title", "https://b.example"};
    session.summary = "refunded";
    REQUIRE(House::write(*stored.store, stored.house.batch({session})));

    const auto view = stored.store->repository(stored.house.workspace)->session(session.id);
    REQUIRE(view);
    CHECK(Table<Session>::fields(view->session) == Table<Session>::fields(session));
    CHECK(view->session.source.page_url == session.source.page_url);
    CHECK(view->session.source.page_title == session.source.page_title);
    CHECK(view->session.source.referrer == session.source.referrer);
    CHECK(view->session.summary == session.summary);
}

TEST_CASE("a survey comes back with its answer, and without when it is taken back") {
    Stored stored;
    auto survey = filled<Survey>();
    survey.score = 4;
    survey.comment = "很好";
    survey.tags = {"quick", "kind"};
    REQUIRE(House::write(*stored.store, stored.house.batch({survey})));
    const auto repository = stored.store->repository(stored.house.workspace);

    const auto found = repository->survey_of(survey.session);
    REQUIRE(found);
    CHECK(Table<Survey>::fields(*found) == Table<Survey>::fields(survey));
    CHECK(found->score == 4);
    CHECK(found->comment == survey.comment);
    CHECK(found->tags == survey.tags);

    survey.score = 0;
    survey.comment.clear();
    survey.tags.clear();
    REQUIRE(House::write(*stored.store, stored.house.batch({survey})));
    CHECK(repository->survey_of(survey.session)->score == 0);
}

TEST_CASE("an event of every type comes back as it was written") {
    Stored stored;
    std::vector<Event> written;
    for (int type = 0; type <= static_cast<int>(EventType::segments_updated); ++type) {
        Batch batch = stored.house.batch({}, {static_cast<EventType>(type)});
        Event& event = batch.events.front();
        auto full = filled<Event>();
        full.seq = event.seq;
        full.type = event.type;
        event = full;
        written.push_back(full);
        REQUIRE(House::write(*stored.store, std::move(batch)));
    }
    const auto repository = stored.store->repository(stored.house.workspace);
    const auto found = repository->events(written.front().seq - 1, 100, {});
    REQUIRE(found.size() == written.size());
    for (std::size_t at = 0; at < found.size(); ++at) {
        CHECK(Table<Event>::fields(found[at]) == Table<Event>::fields(written[at]));
    }
}

TEST_CASE("a row written again replaces the one of the same key whole") {
    Stored stored;
    auto agent = filled<Agent>();
    REQUIRE(House::write(*stored.store, stored.house.batch({agent})));
    agent.skills.clear();
    agent.queues.clear();
    agent.presence = Presence::ready;
    agent.presence_reason.clear();
    REQUIRE(House::write(*stored.store, stored.house.batch({agent})));

    const auto found = stored.read(agent);
    REQUIRE(found.size() == 1);
    CHECK(Table<Agent>::fields(found.front()) == Table<Agent>::fields(agent));
}

TEST_CASE("what is not there yet comes back as nil and epoch") {
    Stored stored;
    Session session = stored.house.session;
    const auto view = stored.store->repository(stored.house.workspace)->session(session.id);
    REQUIRE(view);
    CHECK(view->session.agent.is_nil());
    CHECK(view->session.assigned_at == Instant{});
    CHECK(view->session.closed_at == Instant{});
    CHECK(view->agent_name.empty());
}

}  // namespace
}  // namespace parley::sql
