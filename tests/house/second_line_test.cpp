// A desk phone's second line, on the floor: whom its agent consults beside a contact.
#include "app/calls/by_phone.hpp"
#include "base/enum_names.hpp"
#include "house/phones.hpp"

namespace parley::house {
namespace {

// Ann talks with a contact by her desk phone; so Bob's is one of his own.
struct Desks : Phones {
    Phone anns, bobs;
    CallId id;

    Desks() {
        anns = add_phone(house.ann);
        bobs = add_phone(house.bob);
        house.ready(house.ann);
        id = arrives();
        joined(id, 1);
        REQUIRE(call(id).call.state == CallState::talking);
        house.ready(house.bob);
        held(1, true);
    }
    Phone add_phone(const app::Staff& staff) {
        app::PhonePatch desk;
        desk.name = "desk";
        desk.agent = staff.agent.id;
        return expect(wait_for(app::create_phone(house.app(), house.administrator, desk))).phone;
    }
    void held(int place, bool is_held) {
        voice::LegHeld told;
        told.call = id;
        told.place = place;
        told.held = is_held;
        wait_for_nothing(app::report(house.app(), workspace(), told));
    }
    Result<std::optional<app::SecondLine>> dials(const std::string& whom) {
        const CallId line = CallId::make(house.clock.now(), house.rng);
        return wait_for(app::dial_by_phone(house.app(), workspace(), house.ann.agent.id,
                                           {line, anns.id, whom, "here"}));
    }
    // By her second line, with him.
    void consults() {
        const auto line = expect(dials(bobs.user));
        REQUIRE(line);
        CHECK(line->call == id);
        CHECK(line->place == 2);
        joined(id, 3);
        joined(id, 2);
    }
    Result<> transfers(int place = 1) {
        return wait_for(app::transfer_by_phone(house.app(), workspace(), id, place, id));
    }
    std::string states() {
        std::string text;
        for (const Leg& leg : call(id).legs)
            text += (text.empty() ? "" : " ") + std::string(name_of(leg.state));
        return text;
    }
};

TEST_CASE("by a phone's second line its agent consults, and hands the contact on") {
    Desks desks;
    const auto line = expect(desks.dials(desks.bobs.user));
    REQUIRE(line);
    CHECK(desks.states() == "joined held joining ringing");
    CHECK(desks.leg_at(desks.call(desks.id), 3).phone == desks.bobs.id);
    CHECK(desks.call(desks.id).call.state == CallState::held);
    CHECK(reason_of(desks.dials(desks.bobs.user)) == "agent_busy");
    CHECK(reason_of(desks.transfers()) == "nobody_consulted");
    CHECK(desks.states() == "joined held joining ringing");

    desks.joined(desks.id, 3);
    desks.joined(desks.id, 2);
    CHECK(desks.states() == "joined held joined joined");
    CHECK(desks.call(desks.id).call.state == CallState::held);
    expect(desks.transfers(2));
    CHECK(desks.states() == "joined leaving leaving joined");
    const CallView view = desks.call(desks.id);
    CHECK(view.call.state == CallState::talking);
    CHECK(view.recordings.size() == 1);
    CHECK(desks.house.stored(view.call.session)->session.agent == desks.house.bob.agent.id);
    CHECK(reason_of(desks.transfers()) == "permission_missing");
}

TEST_CASE("a second line reaches a queue's free agent, or a number outside, who takes the call") {
    Desks desks;
    expect(desks.dials(our_number));
    CHECK(desks.leg_at(desks.call(desks.id), 3).agent == desks.house.bob.agent.id);
    desks.left(desks.id, 3, LegCause::no_answer);
    CHECK(desks.states() == "joined held leaving left");
    CHECK(desks.call(desks.id).call.state == CallState::held);
    desks.left(desks.id, 2, LegCause::removed);

    CHECK(reason_of(desks.dials("+4915100000000")) == "number_not_allowed");
    expect(desks.dials("13900002222"));
    desks.joined(desks.id, 3);
    desks.joined(desks.id, 2);
    expect(desks.transfers());
    const CallView view = desks.call(desks.id);
    CHECK(view.call.state == CallState::talking);
    CHECK(view.call.is_handed_on);
    CHECK(desks.house.stored(view.call.session)->session.state == SessionState::closed);
}

TEST_CASE("who hangs up a second line leaves those whom they consulted, and keeps the contact") {
    Desks desks;
    desks.consults();
    desks.left(desks.id, 2, LegCause::hung_up);
    CHECK(desks.states() == "joined held left leaving");
    desks.held(1, false);
    CHECK(desks.call(desks.id).call.state == CallState::talking);
    desks.left(desks.id, 3, LegCause::removed);
    desks.left(desks.id, 1, LegCause::hung_up);
    CHECK(desks.call(desks.id).call.state == CallState::ended);
}

TEST_CASE("an agent may have both lines of a phone, one at a time") {
    Desks desks;
    desks.consults();
    desks.held(2, true);
    desks.held(1, false);
    CHECK(desks.call(desks.id).call.state == CallState::talking);
    desks.held(1, true);
    CHECK(desks.call(desks.id).call.state == CallState::held);
}

TEST_CASE("a phone that takes over its own call by another line is in it as before") {
    Desks desks;
    desks.held(1, false);
    desks.left(desks.id, 1, LegCause::transferred);
    CHECK(desks.states() == "joined joining");
    CHECK(desks.call(desks.id).call.state == CallState::held);
    desks.joined(desks.id, 1);
    CHECK(desks.states() == "joined joined");
    CHECK(desks.call(desks.id).call.state == CallState::talking);
    desks.left(desks.id, 1, LegCause::hung_up);
    CHECK(desks.call(desks.id).call.state == CallState::ended);
}

}  // namespace
}  // namespace parley::house
