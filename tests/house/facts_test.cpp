// Facts and sums are a reader of the spine: behind it may be, wrong it may not. The worked example
// of docs/guide/reports.md through a real store, and a house's own day against its rebuild.
#include <doctest/doctest.h>

#include <thread>

#include "app/fact_reader.hpp"
#include "app/reports.hpp"
#include "house/house.hpp"
#include "insight/testing/story.hpp"
#include "store/testing/house.hpp"

namespace parley::house {
namespace {

using insight::testing::numbered_id;
using insight::testing::Story;
using insight::testing::story_agent;
using insight::testing::story_begin;
using insight::testing::story_inbox;
using insight::testing::story_length;
using insight::testing::story_queue;

// Everything that the reader writes, to be compared.
struct Written {
    std::vector<StoredPlace> places;
    std::vector<insight::SessionFact> sessions;
    std::vector<insight::AgentClock> clocks;
    std::map<std::tuple<insight::Grain, bool, Instant, std::int64_t>,
             std::pair<std::string, std::string>>
        cells;

    friend bool operator==(const Written& a, const Written& b) {
        const auto same_place = [](const StoredPlace& x, const StoredPlace& y) {
            return x.number == y.number && x.place == y.place;
        };
        return std::ranges::equal(a.places, b.places, same_place) && a.sessions == b.sessions &&
               a.clocks == b.clocks && a.cells == b.cells;
    }
};

Written written_in(Repository& repository, const std::vector<SessionId>& sessions) {
    FactReads& facts = repository.facts();
    Written written{facts.places(), facts.sessions(sessions), facts.clocks(), {}};
    std::ranges::sort(written.clocks, {}, &insight::AgentClock::agent);
    for (const bool of_agents : {false, true}) {
        CellQuery all;
        all.of_agents = of_agents;
        all.spreads = true;
        for (const auto grain : {insight::Grain::quarter, insight::Grain::hour, insight::Grain::day,
                                 insight::Grain::month})
            all.ranges.push_back({grain, Instant{}, from_ms(4'000'000'000'000)});
        facts.each_cell(all, [&](const CellText& cell) {
            written.cells[{cell.grain, of_agents, cell.start, cell.place}] = {
                std::string(cell.sums), std::string(cell.spreads)};
        });
    }
    return written;
}

// The story's rows and events in a store, as an owner would have left them.
struct Told {
    testing::TemporaryDirectory directory;
    std::unique_ptr<Store> store = testing::open_store(directory);
    testing::House house{*store};
    std::unique_ptr<Repository> repository;
    std::vector<SessionId> sessions;

    Told() {
        furnish(house, *store);
        Agent agent = house.agent;
        agent.id = story_agent;
        agent.account = house.make_id<AccountId>();
        agent.presence = Presence::ready;
        agent.presence_since = story_begin;
        Queue queue = house.queue;
        queue.id = story_queue;
        Inbox inbox = house.inbox;
        inbox.id = story_inbox;
        inbox.public_key = "story";
        write({agent, queue, inbox}, {});
        for (const auto& told : Story().told()) tell(told);
        repository = store->repository(house.workspace);
    }

    void tell(const insight::testing::Told& told) {
        Event event = told.happening.event;
        std::vector<Row> rows;
        if (event.session) {
            event.conversation = ConversationId(event.session.bytes());
            if (event.type == EventType::session_opened) rows = opened(event);
        }
        if (event.type == EventType::message_posted) rows.emplace_back(message(event, told.text));
        if (event.type == EventType::session_rated) {
            Survey survey;
            survey.id = house.make_id<SurveyId>();
            survey.session = event.session;
            survey.state = SurveyState::answered;
            survey.score = told.happening.score;
            rows.emplace_back(survey);
        }
        write(std::move(rows), {event});
    }

    std::vector<Row> opened(const Event& event) {
        Contact contact = house.contact;
        contact.id = event.contact;
        Conversation conversation;
        conversation.id = event.conversation;
        conversation.inbox = house.make_id<InboxId>();  // Of its own: there is one of a kind.
        conversation.contact = event.contact;
        Session session = house.session;
        session.id = event.session;
        session.conversation = event.conversation;
        session.contact = event.contact;
        sessions.push_back(event.session);
        return {contact, conversation, session};
    }
    Message message(const Event& event, const std::string& text) {
        Message message;
        message.id = event.message;
        message.conversation = event.conversation;
        message.session = event.session;
        message.seq = static_cast<std::int64_t>(house.next_seq);
        message.sender = event.actor == ActorKind::agent ? SenderKind::agent : SenderKind::visitor;
        message.sender_id = event.actor_id;
        message.text = text;
        message.client_msg_id = event.message.text();
        return message;
    }
    void write(std::vector<Row> rows, std::vector<Event> events) {
        Batch batch = house.batch(std::move(rows));
        for (Event& event : events) event.seq = house.next_seq++;
        batch.events = std::move(events);
        REQUIRE(testing::House::write(*store, std::move(batch)));
    }
    Result<> write_step(FactStep step) {
        Batch batch;
        batch.workspace = house.workspace;
        batch.lane = Lane::bulk;
        batch.rows.emplace_back(std::make_shared<const FactStep>(std::move(step)));
        return testing::House::write(*store, std::move(batch));
    }
    void read(std::size_t events_per_step) {
        while (auto step = app::next_fact_step(*repository, events_per_step))
            REQUIRE(write_step(std::move(*step)));
    }
    insight::Totals totals(insight::Grain grain) {
        std::map<std::int64_t, insight::Place> places;
        for (const StoredPlace& stored : repository->facts().places())
            places[stored.number] = stored.place;
        CellQuery query;
        query.spreads = true;
        query.ranges = {{grain, story_begin, story_begin + story_length}};
        insight::Totals totals;
        repository->facts().each_cell(query, [&](const CellText& cell) {
            if (places[cell.place].queue != story_queue) return;
            CHECK(totals.add_sums(cell.sums));
            CHECK(totals.add_spreads(cell.spreads));
        });
        return totals;
    }
    std::int64_t listed(const char* id) {
        FactList list;
        list.behind = insight::figure_named(id)->behind;
        list.from = story_begin;
        list.to = story_begin + story_length;
        list.queue = story_queue;
        list.limit = 3;
        std::int64_t rows = 0;
        do {
            const auto page = repository->facts().list(list);
            REQUIRE_FALSE(page.bad_cursor);
            rows += static_cast<std::int64_t>(page.items.size());
            list.cursor = page.next_cursor;
        } while (!list.cursor.empty());
        CHECK(rows == repository->facts().count(list));
        return rows;
    }
};

TEST_CASE("the worked example through the store is the guide's, and each list has its number") {
    Told told;
    told.read(1'000);
    for (const auto grain : {insight::Grain::quarter, insight::Grain::hour}) {
        const insight::Totals totals = told.totals(grain);
        const auto value = [&](const char* id) {
            const auto number = insight::figure_named(id)->of(totals, {}).number;
            REQUIRE(number.has_value());
            return *number;
        };
        CHECK(value("sl_f1") == 6.0 / 9);
        CHECK(value("sl_f2") == 4.0 / 6);
        CHECK(value("sl_f3") == 4.0 / 9);
        CHECK(value("sl_f4") == 4.0 / 7);
        CHECK(value("sl_f5") == 5.0 / 9);
        CHECK(value("sl_f6") == 4.0 / 8);
        CHECK(value("sl_f7") == 4.0 / 10);
        CHECK(value("wait_answered") == 20'000);
        CHECK(value("wait_abandoned") == 37'000);
        CHECK(value("longest_wait") == 90'000);
        CHECK(value("first_response_agent") == 27'500);
        CHECK(value("avg_response_macro") == 33'750);
        CHECK(value("reply_rate") == 5.0 / 6);
        CHECK(value("csat") == 2.0 / 3);
        CHECK(value("survey_coverage") == 3.0 / 6);
        CHECK(value("fcr_repeat") == 3.0 / 4);
        for (const char* id :
             {"sessions_opened", "human_requested", "sessions_assigned", "sessions_closed",
              "closed_served", "valid_sessions", "silent_visitors", "never_replied", "replied",
              "answered", "abandoned", "flow_out", "queued", "invited", "rated", "repeated",
              "stints", "sessions_transferred"}) {
            CAPTURE(id);
            CHECK(told.listed(id) == value(id));
        }
    }
}

TEST_CASE("read in steps of any size, facts and cells are the same to the bit") {
    Told told;
    told.read(1'000);
    const Written whole = written_in(*told.repository, told.sessions);
    CHECK(whole.cells.size() > 40);
    for (const std::size_t events_per_step : {1, 7, 64}) {
        CAPTURE(events_per_step);
        FactStep nothing;
        nothing.clear = true;
        REQUIRE(told.write_step(nothing));
        CHECK(written_in(*told.repository, told.sessions).cells.empty());
        told.read(events_per_step);
        CHECK(written_in(*told.repository, told.sessions) == whole);
    }
}

TEST_CASE("a step is written once: where the cursor has moved on, it is refused whole") {
    Told told;
    auto step = app::next_fact_step(*told.repository, 40);
    REQUIRE(step);
    REQUIRE(told.write_step(*step));
    const Written once = written_in(*told.repository, told.sessions);
    CHECK_FALSE(told.write_step(*step));
    CHECK(written_in(*told.repository, told.sessions) == once);
    told.read(1'000);
    CHECK(told.listed("sessions_opened") == 10);
}

void settle(House& house) {
    house.core()->facts().wake(house.administrator.workspace);
    while (!house.core()->facts().is_idle(house.administrator.workspace))
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

std::vector<SessionId> work_a_while(House& house) {
    std::vector<SessionId> sessions;
    house.ready(house.ann);
    for (int at = 0; at < 12; ++at) {
        const auto visitor = house.visitor();
        sessions.push_back(house.say(visitor, "hello")->message.session);
        house.pass(3s);
        if (at % 4 == 3) {
            expect(wait_for(app::end_session(house.app(), visitor)));
            continue;
        }
        const app::Staff staff = house.accept(sessions.back());
        house.pass(7s);
        house.reply(staff, visitor, "good day");
        house.say(visitor, "谢谢");
        house.pass(2s);
        expect(wait_for(app::close_session(house.app(), staff, sessions.back(),
                                           app::Ending{"done", true, {}})));
        if (at % 3 == 0)
            expect(wait_for(app::rate_session(house.app(), visitor, sessions.back(), 5, "", {})));
    }
    return sessions;
}

Written written_by(House& house, const std::vector<SessionId>& sessions) {
    auto look = [&](Repository& repository) { return written_in(repository, sessions); };
    return wait_for(app::read(house.app(), house.administrator.workspace, look));
}

TEST_CASE("a house's day read as it came is the same as read again from the beginning") {
    House house;
    const auto sessions = work_a_while(house);
    settle(house);
    const Written live = written_by(house, sessions);
    CHECK(live.sessions.size() == sessions.size());
    house.core()->facts().rebuild(house.administrator.workspace);
    settle(house);
    CHECK(written_by(house, sessions) == live);
    for (int kill = 0; kill < 3; ++kill) {
        house.core()->facts().rebuild(house.administrator.workspace);
        house.restart();  // While the rebuilding is somewhere on its way.
    }
    settle(house);
    CHECK(written_by(house, sessions) == live);
}

TEST_CASE("a report, its rows and its lists say the same; an agent sees only their own") {
    House house;
    work_a_while(house);
    settle(house);
    app::ReportQuery query;
    query.from = house.clock.now() - 1h;
    query.to = house.clock.now() + 1h;
    for (const char* id : {"sessions_opened", "abandoned", "closed_served", "csat"})
        query.figures.push_back(insight::figure_named(id));
    for (const auto by : {app::ReportBy::total, app::ReportBy::queue, app::ReportBy::time}) {
        query.by = by;
        query.step = insight::Grain::quarter;
        const auto report =
            expect(wait_for(app::make_report(house.app(), house.administrator, query)));
        CHECK(report.total[0].number == 12);
        CHECK(report.total[1].number == 3);
        CHECK(report.total[2].number == 9);
        CHECK(report.total[3].number == 1);
        double rows = 0;
        for (const app::ReportRow& row : report.rows) rows += row.values[0].number.value_or(0);
        CHECK(rows == (by == app::ReportBy::total ? 0 : 12));
    }
    query.by = app::ReportBy::agent;
    const auto by_agent =
        expect(wait_for(app::make_report(house.app(), house.administrator, query)));
    REQUIRE(by_agent.rows.size() == 1);
    CHECK(by_agent.rows[0].name == "Ann");
    CHECK_FALSE(by_agent.rows[0].values[0].number.has_value());  // Nobody opens a session.
    CHECK(by_agent.rows[0].values[2].number == 9);
    CHECK(by_agent.total[0].number == 12);  // Whatever the rows are of, the total is everybody's.
    CHECK(by_agent.total[1].number == 3);

    CHECK(wait_for(app::make_report(house.app(), house.ann, query)).error().reason ==
          "permission_missing");
    const auto own = expect(wait_for(app::own_report(house.app(), house.bob, query)));
    CHECK(own.total[2].number.value_or(0) == 0);

    app::ListQuery list;
    list.figure = insight::figure_named("abandoned");
    list.list.from = query.from;
    list.list.to = query.to;
    const auto behind = expect(wait_for(app::list_behind(house.app(), house.administrator, list)));
    CHECK(behind.total == 3);
    CHECK(behind.page.items.size() == 3);
    CHECK_FALSE(wait_for(app::list_behind(house.app(), house.ann, list)));
}

TEST_CASE("a report that is too long, backwards or too fine is refused") {
    House house;
    app::ReportQuery query;
    query.to = house.clock.now();
    query.from = query.to;
    const auto refused = [&] {
        return wait_for(app::make_report(house.app(), house.administrator, query)).error().reason;
    };
    CHECK(refused() == "range_backwards");
    query.from = query.to - std::chrono::days(801);
    CHECK(refused() == "range_too_long");
    query.from = query.to - std::chrono::days(30);
    query.by = app::ReportBy::time;
    query.step = insight::Grain::quarter;
    CHECK(refused() == "too_many_rows");
}

}  // namespace
}  // namespace parley::house
