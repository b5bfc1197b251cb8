// Wrap-up codes and longer wrap-ups, picking by hand, capacity profiles, messages left: by the real
// core on a real store.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/capacity_profiles.hpp"
#include "app/code_report.hpp"
#include "app/fact_reader.hpp"
#include "app/targets.hpp"
#include "app/wrap_up_codes.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

struct Handled {
    House house;

    void set(const app::QueuePatch& patch) {
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    }
    WrapUpCode code(std::string name) {
        app::WrapUpCodePatch body;
        body.name = std::move(name);
        return expect(wait_for(app::create_wrap_up_code(house.app(), house.administrator, body)));
    }
    SessionId served() {
        house.ready(house.ann);
        const SessionId session = house.say(house.visitor(), "hello")->message.session;
        house.accept(session);
        return session;
    }
    std::string close(SessionId session, std::optional<std::vector<WrapUpCodeId>> codes) {
        return reason_of(wait_for(
            app::close_session(house.app(), house.ann, session, app::Ending{"done", true, codes})));
    }
    int load(const app::Staff& staff) {
        const auto targets = expect(wait_for(app::list_targets(house.app(), house.ann)));
        return std::ranges::find(targets.agents, staff.agent.id, &app::TargetAgent::id)->load;
    }
};

TEST_CASE("a queue may insist on a wrap-up code, once there is one to choose") {
    Handled handled;
    House& house = handled.house;
    app::QueuePatch patch;
    patch.wrap_up_codes = WrapUpCodeUse::required;
    handled.set(patch);
    CHECK(handled.close(handled.served(), std::nullopt) == "");

    const WrapUpCode refund = handled.code("Refund");
    const SessionId session = handled.served();
    CHECK(handled.close(session, std::nullopt) == "wrap_up_code_required");
    CHECK(handled.close(session, std::vector{WrapUpCodeId::make(house.clock.now(), house.rng)}) ==
          "wrap_up_code_not_found");
    CHECK(handled.close(session, std::vector{refund.id, refund.id}) == "");
    CHECK(house.stored(session)->session.wrap_up_codes == std::vector{refund.id});
    house.restart();
    CHECK(house.stored(session)->session.wrap_up_codes == std::vector{refund.id});
}

TEST_CASE("a code out of use is chosen no more, and kept where it was") {
    Handled handled;
    House& house = handled.house;
    const WrapUpCode refund = handled.code("Refund");
    const SessionId session = handled.served();
    CHECK(handled.close(session, std::vector{refund.id}) == "");
    app::WrapUpCodePatch off;
    off.active = false;
    expect(wait_for(app::update_wrap_up_code(house.app(), house.administrator, refund.id, off)));
    CHECK(handled.close(handled.served(), std::vector{refund.id}) == "wrap_up_code_not_found");
    CHECK(reason_of(wait_for(app::summarize_session(house.app(), house.ann, session,
                                                    app::Ending{"put right", true, {}}))) == "");
    CHECK(house.stored(session)->session.wrap_up_codes == std::vector{refund.id});

    app::WrapUpCodePatch same;
    same.name = "Refund";
    CHECK(reason_of(wait_for(app::create_wrap_up_code(house.app(), house.administrator, same))) ==
          "name_taken");
    same.name = " ";
    CHECK(reason_of(wait_for(app::create_wrap_up_code(house.app(), house.administrator, same))) ==
          "missing_field");
    same.name = std::string(WrapUpCode::name_max + 1, 'x');
    CHECK(reason_of(wait_for(app::create_wrap_up_code(house.app(), house.administrator, same))) ==
          "text_too_long");
    same.name = "Other";
    CHECK(reason_of(wait_for(app::create_wrap_up_code(house.app(), house.ann, same))) ==
          "permission_missing");
}

TEST_CASE("reports count codes as they are now, also those put right later") {
    Handled handled;
    House& house = handled.house;
    const WrapUpCode refund = handled.code("Refund");
    const WrapUpCode delivery = handled.code("Delivery");
    const Instant from = house.clock.now();
    const SessionId first = handled.served();
    CHECK(handled.close(first, std::vector{refund.id, delivery.id}) == "");
    CHECK(handled.close(handled.served(), std::vector{refund.id}) == "");
    const auto fold = [&] {
        auto look = [](Repository& repository) { return app::next_fact_step(repository, 5'000); };
        while (auto step = wait_for(app::read(house.app(), house.administrator.workspace, look))) {
            std::vector<Row> rows{Row(std::make_shared<const FactStep>(std::move(*step)))};
            expect(wait_for(
                app::write_rows(house.app(), house.administrator.workspace, std::move(rows))));
        }
    };
    const auto counted = [&] {
        FactList query;
        query.from = from;
        query.to = house.clock.now() + 1h;
        return expect(wait_for(app::report_codes(house.app(), house.administrator, query)));
    };
    fold();
    app::CodeReport report = counted();
    CHECK(report.closed == 2);
    REQUIRE(report.rows.size() == 2);
    CHECK(report.rows[0].name == "Refund");
    CHECK(report.rows[0].use.sessions == 2);
    CHECK(report.rows[0].use.resolved == 2);
    CHECK(report.rows[1].use.sessions == 1);

    expect(wait_for(app::summarize_session(house.app(), house.ann, first,
                                           app::Ending{"", false, std::vector{delivery.id}})));
    fold();
    report = counted();
    CHECK(report.rows[0].use.sessions == 1);
    CHECK(report.rows[1].use.sessions == 1);
    FactList own;
    own.from = from;
    own.to = house.clock.now() + 1h;
    CHECK(reason_of(wait_for(app::report_codes(house.app(), house.ann, own))) ==
          "permission_missing");
    own.agent = house.ann.agent.id;
    CHECK(expect(wait_for(app::report_codes(house.app(), house.ann, own))).closed == 2);
}

TEST_CASE("a wrap-up is made longer as often as its queue allows") {
    Handled handled;
    House& house = handled.house;
    app::QueuePatch patch;
    patch.wrap_up_seconds = 20;
    patch.wrap_up_extensions_max = 2;
    patch.wrap_up_extend_seconds = 5;
    handled.set(patch);
    const auto extend = [&] { return wait_for(app::extend_own_wrap_up(house.app(), house.ann)); };
    CHECK(reason_of(extend()) == "not_wrapping_up");
    CHECK(handled.close(handled.served(), std::nullopt) == "");
    const Instant until = house.clock.now() + 20s;
    CHECK(expect(extend()).wrap_up_until == until + 5s);
    house.restart();
    const Agent agent = expect(extend());
    CHECK(agent.wrap_up_until == until + 10s);
    CHECK(agent.wrap_up_extensions == 2);
    CHECK(reason_of(extend()) == "wrap_up_not_extendable");
    CHECK(std::ranges::count(house.stored_events(), EventType::agent_wrap_up_extended,
                             &Event::type) == 2);
    app::agent_connected(house.app(), house.ann.workspace, house.ann.agent.id);
    house.pass(29s);
    CHECK(reason_of(extend()) == "wrap_up_not_extendable");
    house.pass(1s);
    CHECK(reason_of(extend()) == "not_wrapping_up");
    // The next one counts anew.
    CHECK(handled.close(handled.served(), std::nullopt) == "");
    CHECK(expect(extend()).wrap_up_extensions == 1);
}

TEST_CASE("agents take by hand what waits, where the queue has it so") {
    Handled handled;
    House& house = handled.house;
    const auto pick = [&](const app::Staff& by, SessionId session) {
        return reason_of(wait_for(app::pick_session(house.app(), by, session)));
    };
    house.ready(house.ann);
    const SessionId offered = house.say(house.visitor(), "hello")->message.session;
    CHECK(pick(house.bob, offered) == "picking_not_allowed");
    house.accept(offered);

    app::QueuePatch patch;
    patch.picking = Picking::picked;
    handled.set(patch);
    const SessionId first = house.say(house.visitor(), "one")->message.session;
    const SessionId second = house.say(house.visitor(), "two")->message.session;
    CHECK(house.work_item(first)->state == WorkItemState::waiting);
    CHECK(pick(house.bob, second) == "agent_away");
    house.ready(house.bob);
    CHECK(house.work_item(first)->state == WorkItemState::waiting);
    CHECK(pick(house.bob, second) == "");
    CHECK(pick(house.bob, second) == "");
    CHECK(pick(house.ann, second) == "already_taken");
    CHECK(pick(house.administrator, first) == "permission_missing");
    CHECK(house.stored(second)->session.agent == house.bob.agent.id);
    house.restart();
    CHECK(house.work_item(first)->state == WorkItemState::waiting);
    CHECK(pick(house.ann, first) == "");
}

TEST_CASE("a capacity profile says what a chat takes of its agents") {
    Handled handled;
    House& house = handled.house;
    const std::string channel = house.inbox.channel;
    app::CapacityProfilePatch body;
    body.name = "Beginners";
    body.shares = std::vector<ChannelShare>{{channel, 60}};
    const CapacityProfile profile =
        expect(wait_for(app::create_capacity_profile(house.app(), house.administrator, body)));
    CHECK(reason_of(wait_for(app::create_capacity_profile(house.app(), house.administrator,
                                                          body))) == "name_taken");
    app::AgentPatch patch;
    patch.capacity_profile = profile.id;
    expect(
        wait_for(app::update_agent(house.app(), house.administrator, house.ann.agent.id, patch)));
    handled.served();
    CHECK(handled.load(house.ann) == 60);
    const SessionId next = house.say(house.visitor(), "and I?")->message.session;
    CHECK(house.work_item(next)->state == WorkItemState::waiting);
    house.restart();
    CHECK(handled.load(house.ann) == 60);

    body.shares = std::vector<ChannelShare>{{channel, 40}};
    app::agent_connected(house.app(), house.ann.workspace, house.ann.agent.id);
    expect(
        wait_for(app::update_capacity_profile(house.app(), house.administrator, profile.id, body)));
    CHECK(handled.load(house.ann) == 100);
    CHECK(house.work_item(next)->state == WorkItemState::offered);

    body.shares = std::vector<ChannelShare>{{channel, 0}};
    CHECK(reason_of(wait_for(app::update_capacity_profile(house.app(), house.administrator,
                                                          profile.id, body))) == "out_of_range");
    body.shares = std::vector<ChannelShare>{{"carrier pigeon", 10}};
    CHECK(reason_of(wait_for(app::update_capacity_profile(house.app(), house.administrator,
                                                          profile.id, body))) == "unknown_value");
    CHECK(reason_of(wait_for(app::delete_capacity_profile(house.app(), house.administrator,
                                                          profile.id))) == "profile_in_use");
    patch.capacity_profile = CapacityProfileId{};
    expect(
        wait_for(app::update_agent(house.app(), house.administrator, house.ann.agent.id, patch)));
    CHECK(reason_of(wait_for(
              app::delete_capacity_profile(house.app(), house.administrator, profile.id))) == "");
    patch.capacity_profile = profile.id;
    CHECK(reason_of(wait_for(app::update_agent(house.app(), house.administrator, house.ann.agent.id,
                                               patch))) == "capacity_profile_not_found");
}

TEST_CASE("messages left while nobody is there are bounded") {
    Handled handled;
    House& house = handled.house;
    app::QueuePatch patch;
    patch.left_messages_max = 1;
    handled.set(patch);
    const SessionId left = house.say(house.visitor(), "a message")->message.session;
    CHECK(house.stored(left)->session.left_message);
    app::NewMessage message;
    message.client_msg_id = "y1";
    message.text = "another";
    const app::Visitor second = house.visitor();
    CHECK(reason_of(wait_for(app::post_as_visitor(house.app(), second, message))) ==
          "messages_full");
    house.ready(house.ann);
    CHECK(reason_of(wait_for(app::post_as_visitor(house.app(), second, message))) == "");
}

}  // namespace
}  // namespace parley::house
