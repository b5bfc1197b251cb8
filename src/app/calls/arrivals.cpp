#include "app/calls/arrivals.hpp"

#include <algorithm>

#include "app/callbacks.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/opening.hpp"
#include "app/calls/steps.hpp"
#include "app/live.hpp"
#include "app/sessions.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

struct Called {
    InboxId inbox;
    std::string own_number;
    std::string number;  // The caller's, as it is compared.
};

Result<Called> called_of(const Floor& floor, const Arriving& arriving) {
    const std::string& country = floor.voice_settings.country;
    const std::string own = telephone_number(arriving.called, country);
    const auto number = std::ranges::find_if(floor.phone_numbers, [&](const auto& entry) {
        return entry.second.active &&
               (entry.second.number == own || entry.second.number == arriving.called);
    });
    if (number == floor.phone_numbers.end()) return refuse(Code::not_found, "number_unknown");
    if (floor.calls.open() >= static_cast<std::size_t>(floor.voice_settings.calls_max))
        return refuse(Code::over_limit, "too_many_calls");
    const auto trunk = floor.trunks.find(arriving.trunk);
    if (trunk != floor.trunks.end() &&
        floor.calls.through(arriving.trunk) >= static_cast<std::size_t>(trunk->second.calls_max))
        return refuse(Code::over_limit, "too_many_calls");
    std::string caller = telephone_number(arriving.caller, country);
    if (!is_international(caller) && !std::ranges::all_of(caller, [](unsigned char letter) {
            return std::isdigit(letter) != 0;
        }))
        caller.clear();  // "anonymous", and whatever else is no number.
    return Called{number->second.inbox, number->second.number, std::move(caller)};
}

// False: the queue was full, and they are called back in their turn.
Result<bool> decide_call(Floor& floor, Turn& turn, const Arriving& arriving, const Called& called,
                         const Caller& caller) {
    Live* live = floor.live(caller.conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    const bool opens = !live->session.has_value();
    if (!opens && floor.calls.of(live->session->id) != nullptr)
        return refuse(Code::unavailable, "try_again");
    const Actor actor = Actor::of(caller.contact);
    if (opens) {
        CHECKED(
            open_session(floor, turn, *live, {}, floor.voice_settings.call_share, called.number));
        if (live->callback) {
            enqueue_session(floor, turn, *live, actor);
            return false;
        }
    } else {
        CHECKED(called_first(floor, turn, *live, actor));
    }

    NewCall opened;
    opened.id = arriving.call;
    opened.direction = CallDirection::inbound;
    opened.number = called.number;
    opened.own_number = called.own_number;
    opened.home = arriving.home;
    Leg leg;
    leg.place = contact_place;
    leg.kind = LegKind::contact;
    leg.medium = LegMedium::trunk;
    leg.trunk = arriving.trunk;
    leg.number = called.number;
    leg.state = LegState::joined;
    add_call(floor, turn, *live, opened, {leg}, actor);
    if (opens) enqueue_session(floor, turn, *live, actor);
    return true;
}

}  // namespace

Task<Result<>> open_call(App& app, WorkspaceId workspace, Arriving arriving) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    std::function<Result<Called>(const Floor&)> look = [arriving](const Floor& floor) {
        return called_of(floor, arriving);
    };
    CO_TRY(const auto looked, co_await owner->peek<Result<Called>>(std::move(look)));
    CO_TRY(const Called called, looked);
    CO_TRY(const Caller caller,
           co_await caller_by_number(app, workspace, called.inbox, called.number,
                                     OnTheLine::is_somebody_else));
    std::function<Result<bool>(Floor&, Turn&)> decide = [arriving, called, caller](Floor& floor,
                                                                                   Turn& turn) {
        return decide_call(floor, turn, arriving, called, caller);
    };
    CO_TRY(const bool is_on_the_line,
           co_await run_live<bool>(app, *owner, caller.conversation, std::move(decide)));
    if (!is_on_the_line) co_return refuse(Code::over_limit, "queue_full");
    co_return Result<>{};
}

}  // namespace parley::app
