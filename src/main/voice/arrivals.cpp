// Calls that come, by a trunk or from a phone, and what a phone's own keys ask for: a second line,
// a transfer.
#include "app/calls/by_phone.hpp"
#include "base/log.hpp"
#include "main/voice/voice_service_impl.hpp"

namespace parley {
namespace {

constexpr int sip_busy = 486;
constexpr int sip_not_found = 404;
constexpr int sip_forbidden = 403;
constexpr int sip_unavailable = 480;

int status_for(const Error& error) {
    if (error.reason == "number_unknown" || error.reason == "bad_phone") return sip_not_found;
    if (error.code == Code::over_limit || error.reason == "agent_busy") return sip_busy;
    if (error.code == Code::forbidden) return sip_forbidden;
    return sip_unavailable;
}

}  // namespace

Task<> VoiceService::Impl::arrived(voice::CallArrived event) {
    Result<> opened = refuse(Code::not_found, "number_unknown");
    if (event.trunk) {
        if (const auto workspace = lines.workspace_of(*event.trunk))
            opened = co_await app::open_call(
                core->app(), *workspace,
                {event.call, *event.trunk, event.caller, event.called, options.home});
    } else if (event.phone) {
        if (const auto owner = lines.agent_of(*event.phone)) {
            const auto dialled =
                co_await app::dial_by_phone(core->app(), owner->first, owner->second,
                                            {event.call, *event.phone, event.called, options.home});
            opened = dialled ? Result<>{} : std::unexpected(dialled.error());
            if (dialled && *dialled) {
                arrived_calls.erase(event.call);  // It is none of its own.
                move(event.call, {(*dialled)->call, (*dialled)->place});
            }
        }
    }
    if (opened) co_return;
    arrived_calls.erase(event.call);
    log_info("call_refused", {{"why", opened.error().reason}});
    say(voice::RefuseCall{{}, event.call, status_for(opened.error())});
}

// A phone's line, into the call it consults beside. It may have hung up meanwhile: nothing else
// would tell that call.
void VoiceService::Impl::move(CallId opened, const Asked& to) {
    const auto there = phoned.find(opened);
    if (there == phoned.end()) {
        voice::LegLeft gone;
        gone.call = to.first;
        gone.place = to.second;
        gone.cause = LegCause::cancelled;
        return report(gone);
    }
    there->second = to;
    say(voice::MoveParty{{}, opened, app::phone_call_place, to.first, to.second});
    const auto call = calls.find(to.first);
    const bool is_awaited = call != calls.end() && app::answers_second_line(call->second.told);
    if (is_awaited) say(voice::AnswerCall{{}, to.first});
}

void VoiceService::Impl::tell_transfer(const Asked& place, int status) {
    if (transfers.erase(place) == 1)
        say(voice::AnswerTransfer{{}, place.first, place.second, status});
}

// Before the phone that asked is told to leave: nothing can be told to it afterwards.
void VoiceService::Impl::tell_transfers(const CallView& now) {
    for (const Leg& leg : now.legs) {
        if (leg.state == LegState::leaving && leg.cause == LegCause::transferred)
            tell_transfer({now.call.id, leg.place}, 200);
    }
}

void VoiceService::Impl::hear(const voice::TransferAsked& event) {
    const auto call = calls.find(event.call);
    const Asked place{event.call, static_cast<int>(event.place)};
    transfers.insert(place);
    auto outcome = [this, place](std::exception_ptr error, Result<> done) {
        if (error) done = refuse(Code::unavailable, "try_again");
        tell_transfer(place, done ? 200 : status_for(done.error()));
    };
    if (call == calls.end()) return outcome({}, refuse(Code::not_found, "call_not_found"));
    app::App& house = core->app();
    const WorkspaceId workspace = call->second.workspace;
    auto transfer =
        event.other
            ? app::transfer_by_phone(house, workspace, event.call, place.second, *event.other)
            : app::transfer_by_phone(house, workspace, event.call, place.second, event.target);
    asio::co_spawn(io, std::move(transfer), outcome);
}

}  // namespace parley
