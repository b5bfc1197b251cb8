// A house that is called: a number of ours and its lines, an inbox, and what a voice process would
// tell, told by hand.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>

#include "app/calls/arrivals.hpp"
#include "app/calls/handling.hpp"
#include "app/calls/lines.hpp"
#include "app/calls/recordings.hpp"
#include "app/calls/reports.hpp"
#include "house/house.hpp"

namespace parley::house {

// Answers every browser, and is always there.
class Line final : public Telephone {
public:
    std::string home() const override { return "here"; }
    bool is_up() const override { return up; }
    std::string server() const override { return {}; }
    Task<Result<std::string>> join(CallId, int place, std::string) override {
        last_place = place;
        co_return "answer";
    }
    Task<Result<std::string>> echo(CallId, std::string) override { co_return "answer"; }
    void press(CallId, int place, std::string keys) override {
        pressed = std::to_string(place) + ":" + keys;
    }
    TrunkLine line(TrunkId) const override { return {}; }
    PhoneLine line(PhoneId) const override { return {}; }

    bool up = true;
    int last_place = -1;
    std::string pressed;
};

constexpr const char* our_number = "+861088886666";
constexpr const char* their_number = "13800001111";
constexpr const char* their_whole_number = "+8613800001111";

struct Phones {
    House house;
    Line line;
    Inbox inbox;
    Trunk trunk, second;
    PhoneNumber number;

    Phones() {
        app::InboxPatch hotline;
        hotline.name = "hotline";
        hotline.channel = "phone";
        hotline.queue = house.queue.id;
        inbox = expect(wait_for(app::create_inbox(house.app(), house.administrator, hotline)));
        trunk = add_trunk("first");
        second = add_trunk("second");
        app::PhoneNumberPatch ours;
        ours.number = our_number;
        ours.inbox = inbox.id;
        ours.trunks = std::vector{trunk.id, second.id};
        number = expect(wait_for(app::create_phone_number(house.app(), house.administrator, ours)));
        app::VoiceSettingsPatch settings;
        settings.allowed_prefixes = std::vector<std::string>{"+86"};
        expect(wait_for(app::update_voice_settings(house.app(), house.administrator, settings)));
    }

    Trunk add_trunk(const char* name) {
        const Seal seal(std::vector<std::uint8_t>(32, 7));
        app::TrunkPatch body;
        body.name = name;
        body.host = "192.0.2.1";
        return expect(wait_for(app::create_trunk(house.app(), seal, house.administrator, body)));
    }

    WorkspaceId workspace() { return house.administrator.workspace; }

    CallId arrives(std::string caller = their_number, std::string called = "01088886666") {
        const CallId id = CallId::make(house.clock.now(), house.rng);
        opened =
            wait_for(app::open_call(house.app(), workspace(),
                                    {id, trunk.id, std::move(caller), std::move(called), "here"}));
        return id;
    }
    CallView call(CallId id) {
        return expect(wait_for(app::get_call(house.app(), house.administrator, id)));
    }
    const Leg& leg_at(const CallView& view, int place) {
        const auto found = std::find_if(view.legs.rbegin(), view.legs.rend(),
                                        [place](const Leg& leg) { return leg.place == place; });
        REQUIRE(found != view.legs.rend());
        return *found;
    }
    void joined(CallId id, int place) {
        house.clock.advance(1ms);  // Ids are in order of time.
        voice::LegJoined told;
        told.call = id;
        told.place = place;
        wait_for_nothing(app::report(house.app(), workspace(), told));
    }
    void left(CallId id, int place, LegCause cause) {
        house.clock.advance(1ms);
        voice::LegLeft told;
        told.call = id;
        told.place = place;
        told.cause = cause;
        told.packets = 100;
        told.mos_percent = 430;
        wait_for_nothing(app::report(house.app(), workspace(), told));
    }
    void pressed(CallId id, std::string key, int place = 0) {
        house.clock.advance(1ms);
        voice::KeyPressed told;
        told.call = id;
        told.place = place;
        told.key = std::move(key);
        wait_for_nothing(app::report(house.app(), workspace(), told));
    }
    static void wait_for_nothing(Task<> task) {
        auto whole = [](Task<> inner) -> Task<Result<>> {
            co_await std::move(inner);
            co_return Result<>{};
        };
        wait_for(whole(std::move(task)));
    }
    // Its agent's browser answers, and is heard.
    int joins(const app::Staff& agent, CallId id) {
        expect(wait_for(app::join_call(house.app(), line, agent, id, "offer")));
        joined(id, line.last_place);
        return line.last_place;
    }
    // A call that an agent talks in.
    std::pair<CallId, app::Staff> talking() {
        house.ready(house.ann);
        const CallId id = arrives();
        const app::Staff agent = house.accept(call(id).call.session);
        joins(agent, id);
        return {id, agent};
    }

    Result<> opened;
};

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

}  // namespace parley::house
