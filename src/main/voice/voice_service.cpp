#include "main/voice/voice_service.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "app/calls/by_phone.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/recordings.hpp"
#include "app/calls/reports.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/thread_name.hpp"
#include "codec/json.hpp"
#include "main/voice/control_line.hpp"
#include "main/voice/lines.hpp"
#include "main/voice/voice_metrics.hpp"

namespace parley {
namespace {

namespace asio = boost::asio;

constexpr std::size_t echoes_max = 20;
constexpr Duration echo_lasts = 60s;
constexpr int echo_place = 1;

constexpr int sip_busy = 486;
constexpr int sip_not_found = 404;
constexpr int sip_forbidden = 403;
constexpr int sip_unavailable = 480;

using Answered = std::function<void(Result<std::string>)>;
using Asked = std::pair<CallId, int>;  // Whose place.

int status_for(const Error& error) {
    if (error.reason == "number_unknown" || error.reason == "bad_phone") return sip_not_found;
    if (error.code == Code::over_limit || error.reason == "agent_busy") return sip_busy;
    if (error.code == Code::forbidden) return sip_forbidden;
    return sip_unavailable;
}

// What the voice process says of a browser's offer, as a client is told it.
Error refusal_of(std::string_view reason) {
    if (reason == "bad_sdp") return Error{Code::invalid, "bad_sdp", {}, "/offer"};
    if (reason == "no_common_codec") return Error{Code::invalid, "no_common_codec", {}, "/offer"};
    return Error{Code::unavailable, "busy", std::string(reason), {}};  // No port, no more legs …
}

struct DirectedCall {
    WorkspaceId workspace;
    CallView told;
};

}  // namespace

// Everything here is of the one thread that runs `io`, but lines and is_up.
struct VoiceService::Impl {
    Impl(VoiceOptions given, const Seal& sealed, Metrics& metrics)
        : options(std::move(given)),
          seal(sealed),
          figures(metrics),
          line(io, options.words, options.control,
               {[this](std::string_view text) { heard(text); }, [this] { lost(); }}) {}

    void say(const voice::Command& command) { line.say(codec::to_json(command)); }
    void heard(std::string_view text);
    void lost();
    Task<> begin();
    Task<> tell_lines();
    void direct(WorkspaceId workspace, const CallView& now);
    void move(CallId opened, const Asked& to);
    void tell_transfers(const CallView& now);
    void tell_transfer(const Asked& place, int status);
    app::RecordingPlace place_of(WorkspaceId workspace, const Recording& recording);
    Task<> arrived(voice::CallArrived event);
    Task<> end_echo(CallId call);
    void ask(Asked place, voice::JoinBrowser join, Answered answered);
    void answer(const Asked& place, Result<std::string> outcome);

    // What it says of a call is decided on its workspace's floor.
    template <class Event>
    void report(const Event& event) {
        const auto call = calls.find(event.call);
        if (call == calls.end()) return;
        asio::co_spawn(io, app::report(core->app(), call->second.workspace, event), asio::detached);
    }

    void hear(const voice::VoiceReady&);
    void hear(const voice::CallArrived& event) {
        if (event.phone) phoned[event.call] = std::nullopt;
        asio::co_spawn(io, arrived(event), asio::detached);
    }
    void hear(const voice::LegRinging& event) { report(event); }
    void hear(const voice::LegJoined& event) { report(event); }
    void hear(const voice::LegHeld& event) { report(event); }
    void hear(const voice::LegHeard& event);
    void hear(const voice::LegLeft& event);
    void hear(const voice::RecordingEnded& event);
    void hear(const voice::CallEnded& event);
    void hear(const voice::BrowserAnswered& event) {
        answer({event.call, static_cast<int>(event.place)}, event.answer);
    }
    void hear(const voice::TrunkChanged& event);
    void hear(const voice::PhoneChanged& event) { lines.changed(event); }
    void hear(const voice::TransferAsked& event);
    void hear(const voice::AddressBanned& event);
    void hear(const voice::CommandRefused& event);
    void hear(const voice::VoiceFigures& event) { figures.hear(event); }
    void hear(const auto&) {}  // Keys, a sound's end: for whoever comes to need them.

    const VoiceOptions options;
    const Seal& seal;
    VoiceMetrics figures;
    Core* core = nullptr;
    asio::io_context io{1};
    ControlLine line;
    Lines lines;
    std::atomic<bool> is_ready{false};
    std::map<CallId, DirectedCall> calls;
    std::map<RecordingId, WorkspaceId> recordings;  // Told to start, and not ended yet.
    std::set<CallId> echoes;
    std::map<Asked, Answered> asked;
    // Calls that a phone opened, until they are over, and where its leg was moved to meanwhile.
    std::map<CallId, std::optional<Asked>> phoned;
    std::set<Asked> transfers;  // Asked for by phones, and not answered yet.
    std::thread thread;
};

void VoiceService::Impl::heard(std::string_view text) {
    const auto event = codec::from_json<voice::Event>(text);
    if (!event) {
        log_error("voice_line_malformed", {{"why", event.error().reason}});
        return;
    }
    std::visit([this](const auto& one) { hear(one); }, *event);
}

void VoiceService::Impl::hear(const voice::VoiceReady&) {
    log_info("voice_connected", {});
    asio::co_spawn(io, begin(), asio::detached);
}

// What the process before carried is over; then it learns what lines there are.
Task<> VoiceService::Impl::begin() {
    auto look = [home = options.home](Directory& directory) { return directory.open_calls(home); };
    for (const CallPlace& place : co_await app::read_directory(core->app(), look)) {
        if (!calls.contains(place.call))
            co_await app::report_lost(core->app(), place.workspace, place.call);
    }
    co_await tell_lines();
    say(voice::Configured{});
    is_ready = true;
    figures.ready();
}

Task<> VoiceService::Impl::tell_lines() {
    auto look = [](Directory& directory) {
        return std::pair(directory.trunks(), directory.phones());
    };
    const auto [trunks, phones] = co_await app::read_directory(core->app(), look);
    lines.forget_all();
    for (const auto& [workspace, trunk] : trunks) {
        lines.belongs(trunk.id, workspace);
        if (trunk.active) say(set_trunk(trunk, seal));
    }
    for (const auto& [workspace, phone] : phones) {
        lines.belongs(phone.id, workspace, phone.agent);
        if (phone.active) say(set_phone(phone));
    }
}

void VoiceService::Impl::lost() {
    is_ready = false;
    figures.lost();
    lines.all_unknown();
    echoes.clear();
    recordings.clear();
    phoned.clear();
    transfers.clear();
    for (auto& [place, answered] : std::exchange(asked, {}))
        answered(refuse(Code::unavailable, "voice_unavailable"));
    for (auto& [id, call] : std::exchange(calls, {}))
        asio::co_spawn(io, app::report_lost(core->app(), call.workspace, id), asio::detached);
}

app::RecordingPlace VoiceService::Impl::place_of(WorkspaceId workspace,
                                                 const Recording& recording) {
    recordings[recording.id] = workspace;
    app::RecordingPlace place;
    place.file = app::recording_file(options.recordings, workspace, recording.id);
    std::filesystem::create_directories(std::filesystem::path(place.file).parent_path());
    place.key = encode_hex(seal.derived(recording.id.text()));
    return place;
}

void VoiceService::Impl::direct(WorkspaceId workspace, const CallView& now) {
    const auto before = calls.find(now.call.id);
    const bool is_over = now.call.state == CallState::ended;
    if (before == calls.end() && is_over) return;
    const auto commands =
        app::direct(before == calls.end() ? nullptr : &before->second.told, now,
                    [&](const Recording& recording) { return place_of(workspace, recording); });
    calls[now.call.id] = DirectedCall{workspace, now};
    tell_transfers(now);
    for (const voice::Command& command : commands) say(command);
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
            if (dialled && *dialled) move(event.call, {(*dialled)->call, (*dialled)->place});
        }
    }
    if (opened) co_return;
    log_info("call_refused", {{"why", opened.error().reason}});
    say(voice::RefuseCall{{}, event.call, status_for(opened.error())});
}

void VoiceService::Impl::hear(const voice::LegLeft& event) {
    figures.hear(event);
    const Asked place{event.call, static_cast<int>(event.place)};
    answer(place, refuse(Code::conflict, "no_call"));
    transfers.erase(place);
    report(event);
    const auto opened = phoned.extract(event.call);
    const bool is_moved = event.cause == LegCause::transferred;
    if (opened.empty() || !opened.mapped() || is_moved) return;
    voice::LegLeft left = event;  // Before it could be moved.
    left.call = opened.mapped()->first;
    left.place = opened.mapped()->second;
    report(left);
}

// Of the contact alone: how agents are heard they see in their browsers.
void VoiceService::Impl::hear(const voice::LegHeard& event) {
    figures.hear(event);
    const auto call = calls.find(event.call);
    if (call == calls.end() || event.place != app::contact_place) return;
    const CallView& view = call->second.told;
    LineQuality quality;
    quality.conversation = view.call.conversation;
    quality.call = event.call;
    for (const Leg& leg : view.legs) {
        if (leg.kind == LegKind::agent && app::is_there(leg)) quality.agents.push_back(leg.agent);
    }
    if (quality.agents.empty()) return;
    quality.packets = event.packets;
    quality.lost = event.lost;
    quality.jitter_us = event.jitter_us;
    quality.mos_percent = event.mos_percent;
    core->app().bus.line_quality(call->second.workspace, std::move(quality));
}

void VoiceService::Impl::hear(const voice::CallEnded& event) {
    echoes.erase(event.call);
    const auto call = calls.find(event.call);
    if (call == calls.end()) return;
    asio::co_spawn(io, app::report(core->app(), call->second.workspace, event), asio::detached);
    calls.erase(call);
}

// After its call, at the disk's own pace.
void VoiceService::Impl::hear(const voice::RecordingEnded& event) {
    const auto recording = recordings.extract(event.recording);
    if (recording.empty()) return;
    asio::co_spawn(io, app::report(core->app(), recording.mapped(), event), asio::detached);
}

void VoiceService::Impl::hear(const voice::TrunkChanged& event) {
    lines.changed(event);
    log_info("trunk_changed", {{"trunk", event.trunk.text()},
                               {"state", std::string(name_of(event.state))},
                               {"why", event.reason}});
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

void VoiceService::Impl::hear(const voice::AddressBanned& event) {
    figures.hear(event);
    log_warning("address_banned",
                {{"address", event.address}, {"why", event.reason}, {"seconds", event.seconds}});
}

void VoiceService::Impl::hear(const voice::CommandRefused& event) {
    log_warning("voice_command_refused", {{"command", event.command}, {"why", event.reason}});
    if (!event.call) return;
    const Asked place{*event.call, static_cast<int>(event.place)};
    if (event.command == "join_browser")
        return answer(place, std::unexpected(refusal_of(event.reason)));
    const bool is_dialling = event.command == "dial_trunk" || event.command == "dial_phone";
    if (!is_dialling) return;
    voice::LegLeft failed;
    failed.call = *event.call;
    failed.place = event.place;
    failed.cause = LegCause::failed;
    report(failed);
}

void VoiceService::Impl::ask(Asked place, voice::JoinBrowser join, Answered answered) {
    if (!is_ready) return answered(refuse(Code::unavailable, "voice_unavailable"));
    answer(place, refuse(Code::conflict, "no_call"));  // Whoever asked before is too late.
    asked[place] = std::move(answered);
    say(std::move(join));
}

void VoiceService::Impl::answer(const Asked& place, Result<std::string> outcome) {
    const auto waiting = asked.find(place);
    if (waiting == asked.end()) return;
    const Answered answered = std::move(waiting->second);
    asked.erase(waiting);
    answered(std::move(outcome));
}

Task<> VoiceService::Impl::end_echo(CallId call) {
    asio::steady_timer timer(io, echo_lasts);
    boost::system::error_code stopped;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, stopped));
    if (echoes.contains(call)) say(voice::EndCall{{}, call});
}

VoiceService::VoiceService(VoiceOptions options, const Seal& seal, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(options), seal, metrics)) {}

VoiceService::~VoiceService() { stop(); }

void VoiceService::start(Core& core) {
    impl_->core = &core;
    impl_->thread = std::thread([this] {
        name_thread("voice");
        asio::co_spawn(impl_->io, impl_->line.run(), asio::detached);
        impl_->io.run();
    });
}

void VoiceService::stop() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [this] { impl_->line.stop(); });
    impl_->thread.join();
}

std::string VoiceService::home() const { return impl_->options.home; }
bool VoiceService::is_up() const { return impl_->is_ready; }
std::string VoiceService::server() const { return impl_->options.server; }
TrunkLine VoiceService::line(TrunkId trunk) const { return impl_->lines.line(trunk); }
PhoneLine VoiceService::line(PhoneId phone) const { return impl_->lines.line(phone); }

Task<Result<std::string>> VoiceService::join(CallId call, int place, std::string offer) {
    auto start = [this, call, place, offer = std::move(offer)](auto complete) {
        asio::post(impl_->io, [this, call, place, offer, complete] {
            impl_->ask({call, place}, {{}, call, place, offer},
                       [complete](Result<std::string> outcome) {
                           complete([outcome] { return outcome; });
                       });
        });
    };
    co_return co_await app::completed_by<Result<std::string>>(std::move(start));
}

Task<Result<std::string>> VoiceService::echo(CallId call, std::string offer) {
    auto start = [this, call](auto complete) {
        asio::post(impl_->io, [this, call, complete] {
            const bool is_full = impl_->echoes.size() >= echoes_max;
            if (!is_full && impl_->is_ready) {
                impl_->echoes.insert(call);
                impl_->say(voice::OpenCall{{}, call});
                impl_->say(voice::SetHearing{{}, call, {{echo_place, echo_place, 100}}});
                asio::co_spawn(impl_->io, impl_->end_echo(call), asio::detached);
            }
            complete([is_full]() -> Result<> {
                if (is_full) return refuse(Code::over_limit, "too_many_calls");
                return {};
            });
        });
    };
    CO_CHECKED(co_await app::completed_by<Result<>>(std::move(start)));
    co_return co_await join(call, echo_place, std::move(offer));
}

void VoiceService::press(CallId call, int place, std::string keys) {
    asio::post(impl_->io, [this, call, place, keys = std::move(keys)] {
        impl_->say(voice::PressKeys{{}, call, place, keys});
    });
}

void VoiceService::publish(std::shared_ptr<const Committed> committed) {
    for (const Published& published : committed->events) {
        const std::string_view type = name_of(published.event.type);
        if (published.call && published.call->call.home == impl_->options.home) {
            asio::post(impl_->io, [this, workspace = committed->workspace, call = published.call] {
                impl_->direct(workspace, *call);
            });
        } else if (type.starts_with("trunk_") || type.starts_with("phone_")) {
            asio::post(impl_->io, [this, type, id = published.event.detail] {
                if (!impl_->is_ready) return;
                if (const auto trunk = TrunkId::parse(id); trunk && type == "trunk_deleted")
                    impl_->say(voice::ForgetTrunk{{}, *trunk});
                if (const auto phone = PhoneId::parse(id); phone && type == "phone_deleted")
                    impl_->say(voice::ForgetPhone{{}, *phone});
                asio::co_spawn(impl_->io, impl_->tell_lines(), asio::detached);
            });
        }
    }
}

}  // namespace parley
