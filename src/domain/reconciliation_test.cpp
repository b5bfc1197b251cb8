#include "domain/reconciliation.hpp"

#include <doctest/doctest.h>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

using namespace parley;

namespace {

const Instant now = from_ms(1'750'000'000'000);
constexpr auto ms = std::chrono::milliseconds(1);

template <class I>
I id(std::uint8_t number) {
    IdBytes bytes{};
    bytes[15] = number;
    return I(bytes);
}

AgentSight agent(Presence presence) {
    AgentSight sight;
    sight.agent = id<AgentId>(1);
    sight.presence = presence;
    sight.routed = presence;
    sight.has_line = true;
    return sight;
}

AgentSight without_line(Presence presence, Duration gone) {
    AgentSight sight = agent(presence);
    sight.has_line = false;
    sight.absent_since = now - gone;
    return sight;
}

ItemSight item(WorkItemState state) {
    ItemSight sight;
    sight.item = id<WorkItemId>(2);
    sight.state = state;
    sight.routed = state;
    sight.offer_expires_at = now + 1s;
    return sight;
}

CallSight call() {
    CallSight sight;
    sight.call = id<CallId>(3);
    sight.is_assigned = true;
    sight.legs = 1;
    sight.assigned_at = now - 60s;
    return sight;
}

std::vector<RepairKind> kinds(const FloorSight& sight) {
    std::vector<RepairKind> found;
    for (const Repair& repair : disagreements(sight, now)) found.push_back(repair.kind);
    return found;
}
std::vector<RepairKind> of(const AgentSight& one) { return kinds({{one}, {}, {}}); }
std::vector<RepairKind> of(const ItemSight& one) { return kinds({{}, {one}, {}}); }
std::vector<RepairKind> of(const CallSight& one) { return kinds({{}, {}, {one}}); }
using Kinds = std::vector<RepairKind>;

}  // namespace

TEST_CASE("nothing is to be repaired where all agrees") {
    for (const Presence presence : {Presence::offline, Presence::away, Presence::ready})
        CHECK(of(agent(presence)).empty());
    for (const WorkItemState state :
         {WorkItemState::waiting, WorkItemState::offered, WorkItemState::assigned})
        CHECK(of(item(state)).empty());
    CHECK(of(call()).empty());
}

TEST_CASE("a call rings nowhere where its agent has no page and their phones are gone") {
    struct Case {
        const char* what;
        WorkItemState state;
        int ringing, gone;
        std::optional<Duration> without_page;
        bool is_unreached;
    };
    using enum WorkItemState;
    for (const Case& one : {Case{"gone, no page", offered, 0, 1, reached_within, true},
                            Case{"two gone", offered, 0, 2, 20s, true},
                            Case{"page just gone", offered, 0, 1, reached_within - ms, false},
                            Case{"a page", offered, 0, 1, std::nullopt, false},
                            Case{"another phone rings", offered, 1, 1, 20s, false},
                            Case{"they declined by phone", offered, 0, 0, 20s, false},
                            Case{"taken", assigned, 0, 1, 20s, false},
                            Case{"back already", waiting, 0, 1, 20s, false}}) {
        CAPTURE(one.what);
        ItemSight sight = item(one.state);
        sight.phones_ringing = one.ringing;
        sight.phones_gone = one.gone;
        if (one.without_page) sight.page_gone_since = now - *one.without_page;
        CHECK(is_unreached(sight, now) == one.is_unreached);
        CHECK(of(sight) == (one.is_unreached ? Kinds{RepairKind::offer_unreached} : Kinds{}));
    }
}

TEST_CASE("who has no line for half a minute is lost, unless their sound is in a call") {
    CHECK(of(without_line(Presence::ready, lost_after - ms)).empty());
    CHECK(of(without_line(Presence::ready, lost_after)) == Kinds{RepairKind::line_lost});
    CHECK(of(without_line(Presence::away, lost_after)) == Kinds{RepairKind::line_lost});
    AgentSight speaking = without_line(Presence::ready, 60s);
    speaking.speaks = true;
    CHECK(of(speaking).empty());
}

TEST_CASE("who is no longer an agent has neither presence nor sessions") {
    AgentSight gone = agent(Presence::offline);
    gone.active = false;
    CHECK(of(gone).empty());
    gone.serves = 1;
    CHECK(of(gone) == Kinds{RepairKind::agent_inactive});
    gone.serves = 0;
    gone.presence = Presence::ready;
    CHECK(of(gone) == Kinds{RepairKind::agent_inactive});
}

TEST_CASE("who left while serving has it taken back; with a line or a call they have not left") {
    AgentSight left = without_line(Presence::offline, 1s);
    CHECK(of(left).empty());
    left.serves = 2;
    CHECK(of(left) == Kinds{RepairKind::left_serving});
    left.speaks = true;
    CHECK(of(left).empty());
    left.speaks = false;
    left.has_line = true;
    CHECK(of(left).empty());
}

TEST_CASE("the router is told again of a presence that it does not know or has otherwise") {
    AgentSight differs = agent(Presence::away);
    differs.routed = Presence::ready;
    CHECK(of(differs) == Kinds{RepairKind::presence_differs});
    differs.routed.reset();
    CHECK(of(differs) == Kinds{RepairKind::presence_differs});
}

TEST_CASE("an offer past its end, and a session that waits for nobody, are put right") {
    ItemSight offered = item(WorkItemState::offered);
    offered.offer_expires_at = now;
    CHECK(of(offered).empty());
    offered.offer_expires_at = now - ms;
    CHECK(of(offered) == Kinds{RepairKind::offer_overdue});
    ItemSight waiting = item(WorkItemState::waiting);
    waiting.routed.reset();
    CHECK(of(waiting) == Kinds{RepairKind::item_unrouted});
    waiting.routed = WorkItemState::assigned;
    CHECK(of(waiting) == Kinds{RepairKind::item_unrouted});
}

TEST_CASE("a contact is not left alone with an agent who does not come back") {
    CallSight alone = call();
    alone.alone_since = now - rejoins_within + ms;
    CHECK(of(alone).empty());
    alone.alone_since = now - rejoins_within;
    CHECK(of(alone) == Kinds{RepairKind::call_forsaken});
    alone.assigned_at = now - 1s;  // Just accepted: their sound is on its way.
    CHECK(of(alone).empty());
    alone.assigned_at = now - 60s;
    alone.is_handed_on = true;
    CHECK(of(alone).empty());
    alone.is_handed_on = false;
    alone.is_assigned = false;  // They wait, and hear music.
    CHECK(of(alone).empty());
}

TEST_CASE("a call without anybody in it is over") {
    CallSight empty = call();
    empty.legs = 0;
    CHECK(of(empty) == Kinds{RepairKind::call_empty});
}

TEST_CASE("what is seen again and again is repaired once it has stood long enough") {
    const Repair repair{RepairKind::item_unrouted, {}, id<WorkItemId>(2), {}};
    const Duration patience = patience_of(repair.kind);
    RepairPatience since;
    CHECK(due_repairs({repair}, since, now).empty());
    CHECK(due_repairs({repair}, since, now + patience - ms).empty());
    CHECK(due_repairs({repair}, since, now + patience) == std::vector{repair});
}

TEST_CASE("what was seen no more for one look begins anew") {
    const Repair repair{RepairKind::call_empty, {}, {}, id<CallId>(3)};
    RepairPatience since;
    CHECK(due_repairs({repair}, since, now).empty());
    CHECK(due_repairs({}, since, now + 5s).empty());
    CHECK(since.empty());
    CHECK(due_repairs({repair}, since, now + 20s).empty());
}

TEST_CASE("what has a time of its own is repaired when it is seen; all else is seen twice") {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<RepairKind>>([](auto each) {
        const bool has_own_time = each.value == RepairKind::line_lost ||
                                  each.value == RepairKind::offer_unreached ||
                                  each.value == RepairKind::call_forsaken;
        CHECK((patience_of(each.value) == Duration::zero()) == has_own_time);
    });
}
