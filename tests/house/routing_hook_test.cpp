// The routing hook on the floor: sessions wait for its answer, and never longer than its time.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <mutex>

#include "app/hook_settings.hpp"
#include "app/routing_views.hpp"
#include "base/metrics.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

class AnyUrl final : public Outbound {
public:
    SendFailure check(std::string_view url) const override {
        return url.starts_with("https://") ? SendFailure::none : SendFailure::url_refused;
    }
    Task<OutboundAnswer> post(OutboundRequest) override { co_return OutboundAnswer{}; }
    void stop() override {}
};

constexpr std::array<std::uint8_t, 32> key{7};

// A house whose questions are kept, and answered by the test.
struct Hooked {
    House house;
    AnyUrl outbound;
    Seal seal{key};
    Metrics metrics;
    boost::asio::io_context context;
    app::HookAsker asker{house.app(), outbound, seal, {}, metrics, context.get_executor()};
    std::mutex mutex;
    std::vector<app::HookQuestion> questions;
    Queue other =
        expect(wait_for(app::create_queue(house.app(), house.administrator, named("Law"))));

    Hooked() {
        listen();
        app::HookPatch patch;
        patch.url = "https://hook.example/";
        patch.active = true;
        const auto made = expect(wait_for(app::update_hook(tools(), house.administrator, patch)));
        CHECK(made.secret.starts_with("whsec_"));
    }
    static app::QueuePatch named(const char* name) {
        app::QueuePatch patch;
        patch.name = name;
        return patch;
    }
    app::HookTools tools() { return {house.app(), outbound, seal, asker}; }
    void listen() {
        house.core()->hooks().listen([this](app::HookQuestion question) {
            const std::scoped_lock lock(mutex);
            questions.push_back(std::move(question));
        });
    }
    SessionId open() { return house.say(house.visitor(), "hello")->message.session; }
    // The last question, answered.
    void reply(HookOutcome outcome, HookAdvice advice = {}) {
        std::function<Result<bool>(app::Floor&, app::Turn&)> tell =
            [question = questions.back(), outcome, advice](app::Floor& floor, app::Turn& turn) {
                app::take_reply(floor, turn, question.session->session.id, question.id,
                                {outcome, advice, 80ms});
                return Result<bool>(true);
            };
        expect(wait_for(house.owner().run<bool>(std::move(tell))));
    }
    std::vector<RoutingDecision> decisions(SessionId session) {
        return expect(wait_for(app::get_routing(house.app(), house.administrator, session)))
            .decisions;
    }
    bool is_routed(SessionId session) {
        return expect(wait_for(app::get_routing(house.app(), house.administrator, session)))
            .now.has_value();
    }
    HookHealth health() {
        return expect(wait_for(app::get_hook(tools(), house.administrator))).health;
    }
};

TEST_CASE("a session is asked about before it enters its queue, and enters as it is said") {
    Hooked hooked;
    House& house = hooked.house;
    house.ready(house.ann);
    const SessionId session = hooked.open();
    REQUIRE(hooked.questions.size() == 1);
    CHECK(hooked.questions.front().session->last_message->message.text == "hello");
    CHECK_FALSE(hooked.is_routed(session));  // Ann is ready, and is not asked yet.

    HookAdvice advice;
    advice.queue = hooked.other.id;
    advice.head_start_seconds = 60;
    advice.skills = {{"law", 3}};
    hooked.reply(HookOutcome::answered, advice);
    const auto item = house.work_item(session);
    CHECK(item->queue == hooked.other.id);
    CHECK(item->boost_ms == 60'000);
    CHECK(item->skills == advice.skills);
    CHECK(house.stored(session)->session.queue == hooked.other.id);
    const auto decisions = hooked.decisions(session);
    REQUIRE(decisions.size() == 2);
    CHECK(decisions[0].deed == RoutingDeed::advised);
    CHECK(decisions[0].reason == "answered");
    CHECK(decisions[0].took_ms == 80);
    CHECK(decisions[1].deed == RoutingDeed::queued);
    CHECK(hooked.health().answered == 1);
    house.restart();
    hooked.listen();
    CHECK(house.work_item(session)->skills == advice.skills);
}

TEST_CASE("whoever it names is asked, and nobody else") {
    Hooked hooked;
    House& house = hooked.house;
    house.ready(house.ann);
    house.ready(house.bob);
    const SessionId session = hooked.open();
    HookAdvice advice;
    advice.agent = house.bob.agent.id;
    hooked.reply(HookOutcome::answered, advice);
    CHECK(house.work_item(session)->agent == house.bob.agent.id);
}

TEST_CASE("without an answer in time the house's own rules decide, and a late one is nothing") {
    Hooked hooked;
    House& house = hooked.house;
    house.ready(house.ann);
    const SessionId session = hooked.open();
    house.pass(999ms);
    CHECK_FALSE(hooked.is_routed(session));
    house.pass(1ms);
    CHECK(house.work_item(session)->state == WorkItemState::offered);
    CHECK(hooked.decisions(session).front().reason == "timed_out");
    HookAdvice advice;
    advice.queue = hooked.other.id;
    hooked.reply(HookOutcome::answered, advice);
    CHECK(house.work_item(session)->queue == house.queue.id);
    CHECK(hooked.health().failed == 1);
}

TEST_CASE("an answer that leads nowhere is told as such, and leads to the house's own queue") {
    Hooked hooked;
    House& house = hooked.house;
    HookAdvice nowhere;
    nowhere.queue = QueueId::make(house.clock.now(), house.rng);
    HookAdvice nobody;
    nobody.agent = AgentId::make(house.clock.now(), house.rng);
    for (const auto& [advice, reason] :
         {std::pair{nowhere, "no_such_queue"}, std::pair{nobody, "no_such_agent"}}) {
        const SessionId session = hooked.open();
        hooked.reply(HookOutcome::answered, advice);
        CHECK(house.work_item(session)->queue == house.queue.id);
        CHECK(hooked.is_routed(session));
        CHECK(hooked.decisions(session).front().reason == reason);
    }
}

TEST_CASE("after failures in a row it is not asked for a while, and nobody waits for it") {
    Hooked hooked;
    House& house = hooked.house;
    for (std::int64_t i = 0; i < RoutingHook::failures_max; ++i) {
        hooked.open();
        hooked.reply(HookOutcome::unreachable);
    }
    const SessionId skipped = hooked.open();
    CHECK(hooked.is_routed(skipped));
    CHECK(hooked.decisions(skipped).front().reason == "skipped");
    CHECK(std::ssize(hooked.questions) == RoutingHook::failures_max);
    house.pass(RoutingHook::skipped_for);
    const SessionId again = hooked.open();
    CHECK_FALSE(hooked.is_routed(again));
    hooked.reply(HookOutcome::answered);
    CHECK(hooked.health().failures == 0);
}

TEST_CASE("a session that ends, or is moved by hand, is not waited for any more") {
    Hooked hooked;
    House& house = hooked.house;
    const app::Visitor visitor = house.visitor();
    const SessionId left = house.say(visitor, "hello")->message.session;
    expect(wait_for(app::end_session(house.app(), visitor)));
    hooked.reply(HookOutcome::answered);
    CHECK(house.stored(left)->session.state == SessionState::closed);

    const SessionId moved = hooked.open();
    app::Transfer to;
    to.queue = hooked.other.id;
    expect(wait_for(app::transfer_session(house.app(), house.administrator, moved, to)));
    CHECK(house.work_item(moved)->queue == hooked.other.id);
    CHECK(hooked.decisions(moved).front().reason == "overtaken");
    hooked.reply(HookOutcome::answered);
    CHECK(house.work_item(moved)->queue == hooked.other.id);
}

TEST_CASE("a restart forgets what was asked: the session waits in its queue") {
    Hooked hooked;
    const SessionId session = hooked.open();
    hooked.house.restart();
    CHECK(hooked.is_routed(session));
    CHECK(hooked.house.work_item(session)->queue == hooked.house.queue.id);
}

TEST_CASE("it is asked about the queues it is set up for only") {
    Hooked hooked;
    app::HookPatch patch;
    patch.queues = {hooked.other.id};
    expect(wait_for(app::update_hook(hooked.tools(), hooked.house.administrator, patch)));
    CHECK(hooked.is_routed(hooked.open()));
    CHECK(hooked.questions.empty());
}

}  // namespace
}  // namespace parley::house
