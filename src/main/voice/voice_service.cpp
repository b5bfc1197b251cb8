#include "main/voice/voice_service.hpp"

#include <algorithm>
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

#include "app/calls/direction.hpp"
#include "app/calls/recordings.hpp"
#include "app/calls/reports.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/thread_name.hpp"
#include "main/voice/lost_calls.hpp"
#include "main/voice/voice_service_impl.hpp"

namespace parley {
namespace {

constexpr std::size_t echoes_max = 20;
constexpr Duration echo_lasts = 60s;
constexpr int echo_place = 1;

// What the voice process says of a browser's offer, as a client is told it.
Error refusal_of(std::string_view reason) {
    if (reason == "bad_sdp") return Error{Code::invalid, "bad_sdp", {}, "/offer"};
    if (reason == "no_common_codec") return Error{Code::invalid, "no_common_codec", {}, "/offer"};
    return Error{Code::unavailable, "busy", std::string(reason), {}};  // No port, no more legs …
}

bool has_joined(const CallView& view) {
    return std::ranges::any_of(view.legs,
                               [](const Leg& leg) { return leg.state == LegState::joined; });
}

}  // namespace

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
    auto look = [home = options.home](Directory& directory) {
        return directory.unsettled_calls(home);
    };
    for (const CallPlace& place : co_await app::read_directory(core->app(), look)) {
        if (!calls.contains(place.call)) lose(place.workspace, place.call);
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
    phoned.clear();
    transfers.clear();
    arrived_calls.clear();
    for (auto& [place, answered] : std::exchange(asked, {}))
        answered(refuse(Code::unavailable, "voice_unavailable"));
    std::map<CallId, WorkspaceId> gone;
    for (const auto& [id, call] : std::exchange(calls, {})) gone[id] = call.workspace;
    for (const auto& [id, place] : std::exchange(recordings, {})) gone[place.second] = place.first;
    for (const auto& [call, workspace] : gone) lose(workspace, call);
}

void VoiceService::Impl::lose(WorkspaceId workspace, CallId call) {
    asio::co_spawn(io, settle_lost(core->app(), {options.recordings, seal}, workspace, call),
                   asio::detached);
}

app::RecordingPlace VoiceService::Impl::place_of(WorkspaceId workspace,
                                                 const Recording& recording) {
    recordings[recording.id] = {workspace, recording.call};
    app::RecordingPlace place;
    place.file = app::recording_file(options.recordings, workspace, recording.id);
    std::filesystem::create_directories(std::filesystem::path(place.file).parent_path());
    place.key = encode_hex(seal.derived(recording.id.text()));
    return place;
}

void VoiceService::Impl::direct(WorkspaceId workspace, const CallView& now, bool is_new) {
    auto before = calls.find(now.call.id);
    if (before == calls.end() && !take(workspace, now, is_new)) return;
    const auto commands =
        app::direct(before == calls.end() ? nullptr : &before->second.told, now,
                    [&](const Recording& recording) { return place_of(workspace, recording); });
    calls[now.call.id] = DirectedCall{workspace, now};
    tell_transfers(now);
    for (const voice::Command& command : commands) say(command);
}

// Whether the process that runs now is to carry the call. One that it did not bring itself, or
// that an earlier one brought, nobody will ever tell the end of.
bool VoiceService::Impl::take(WorkspaceId workspace, const CallView& now, bool is_new) {
    if (now.call.state == CallState::ended) return false;
    const auto came = arrived_calls.extract(now.call.id);
    const bool is_dialled = is_new && is_ready && !has_joined(now);
    if (came.empty() && !is_dialled) {
        lose(workspace, now.call.id);
        return false;
    }
    if (came.empty() || !came.mapped().left) return true;
    asio::co_spawn(io, app::report(core->app(), workspace, *came.mapped().left), asio::detached);
    if (!came.mapped().is_over) return true;
    const voice::CallEnded over{{}, now.call.id};
    asio::co_spawn(io, app::report(core->app(), workspace, over), asio::detached);
    return false;
}

void VoiceService::Impl::hear(const voice::LegLeft& event) {
    figures.hear(event);
    const Asked place{event.call, static_cast<int>(event.place)};
    answer(place, refuse(Code::conflict, "no_call"));
    transfers.erase(place);
    const auto came = arrived_calls.find(event.call);
    if (came != arrived_calls.end()) came->second.left = event;
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
    core->app().bus.tell(call->second.workspace, std::move(quality));
}

// Of who waits alone: nobody else's mean anything to the house.
void VoiceService::Impl::hear(const voice::KeyPressed& event) {
    const auto call = calls.find(event.call);
    if (call == calls.end() || event.place != app::contact_place) return;
    if (call->second.told.call.state == CallState::waiting) report(event);
}

// What they were to hear at the end was played, or could not be.
void VoiceService::Impl::end_if_over(CallId id) {
    const auto call = calls.find(id);
    if (call == calls.end() || call->second.told.call.state != CallState::ended) return;
    say(voice::EndCall{{}, id});
}

void VoiceService::Impl::hear(const voice::CallEnded& event) {
    echoes.erase(event.call);
    const auto came = arrived_calls.find(event.call);
    if (came != arrived_calls.end()) came->second.is_over = true;
    const auto call = calls.find(event.call);
    if (call == calls.end()) return;
    asio::co_spawn(io, app::report(core->app(), call->second.workspace, event), asio::detached);
    calls.erase(call);
}

// After its call, at the disk's own pace.
void VoiceService::Impl::hear(const voice::RecordingEnded& event) {
    const auto recording = recordings.extract(event.recording);
    if (recording.empty()) return;
    asio::co_spawn(io, app::report(core->app(), recording.mapped().first, event), asio::detached);
}

void VoiceService::Impl::hear(const voice::TrunkChanged& event) {
    lines.changed(event);
    log_info("trunk_changed", {{"trunk", event.trunk.text()},
                               {"state", std::string(name_of(event.state))},
                               {"why", event.reason}});
}

// A phone tells again and again that it is there; the floor is told when that changes.
void VoiceService::Impl::hear(const voice::PhoneChanged& event) {
    const bool was_registered = lines.line(event.phone).registered;
    lines.changed(event);
    if (was_registered == event.registered) return;
    const auto owner = lines.agent_of(event.phone);
    if (owner) asio::co_spawn(io, app::report(core->app(), owner->first, event), asio::detached);
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
    if (event.command == "play_sound") return end_if_over(*event.call);
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
            const bool is_new = published.event.type == EventType::call_started;
            asio::post(impl_->io, [this, workspace = committed->workspace, call = published.call,
                                   is_new] { impl_->direct(workspace, *call, is_new); });
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
