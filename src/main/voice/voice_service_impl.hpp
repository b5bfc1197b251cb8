// What the voice process has been told and has told, of the calls it carries: the inside of
// VoiceService. Its answers of phones and of calls that come are in arrivals.cpp.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "app/calls/direction.hpp"
#include "app/calls/recordings.hpp"
#include "app/calls/reports.hpp"
#include "codec/json.hpp"
#include "main/voice/control_line.hpp"
#include "main/voice/lines.hpp"
#include "main/voice/voice_metrics.hpp"
#include "main/voice/voice_service.hpp"

namespace parley {

namespace asio = boost::asio;

using Answered = std::function<void(Result<std::string>)>;
using Asked = std::pair<CallId, int>;  // Whose place.

struct DirectedCall {
    WorkspaceId workspace;
    CallView told;
};

// A call that came, while the floor has no row of it yet; its caller may be faster.
struct ArrivedCall {
    std::optional<voice::LegLeft> left;
    bool is_over = false;
};

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
    void direct(WorkspaceId workspace, const CallView& now, bool is_new);
    bool take(WorkspaceId workspace, const CallView& now, bool is_new);
    void lose(WorkspaceId workspace, CallId call);
    void move(CallId opened, const Asked& to);
    void end_if_over(CallId call);
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
        arrived_calls[event.call] = {};
        asio::co_spawn(io, arrived(event), asio::detached);
    }
    void hear(const voice::LegRinging& event) { report(event); }
    void hear(const voice::LegJoined& event) { report(event); }
    void hear(const voice::LegHeld& event) { report(event); }
    void hear(const voice::LegHeard& event);
    void hear(const voice::KeyPressed& event);
    void hear(const voice::SoundEnded& event) { end_if_over(event.call); }
    void hear(const voice::LegLeft& event);
    void hear(const voice::RecordingEnded& event);
    void hear(const voice::CallEnded& event);
    void hear(const voice::BrowserAnswered& event) {
        answer({event.call, static_cast<int>(event.place)}, event.answer);
    }
    void hear(const voice::TrunkChanged& event);
    void hear(const voice::PhoneChanged& event);
    void hear(const voice::TransferAsked& event);
    void hear(const voice::AddressBanned& event);
    void hear(const voice::CommandRefused& event);
    void hear(const voice::VoiceFigures& event) { figures.hear(event); }

    const VoiceOptions options;
    const Seal& seal;
    VoiceMetrics figures;
    Core* core = nullptr;
    asio::io_context io{1};
    ControlLine line;
    Lines lines;
    std::atomic<bool> is_ready{false};
    std::map<CallId, DirectedCall> calls;  // What it carries, and was told to do with it.
    std::map<CallId, ArrivedCall> arrived_calls;
    // Told to start, and not ended yet.
    std::map<RecordingId, std::pair<WorkspaceId, CallId>> recordings;
    std::set<CallId> echoes;
    std::map<Asked, Answered> asked;
    // Calls that a phone opened, until they are over, and where its leg was moved to meanwhile.
    std::map<CallId, std::optional<Asked>> phoned;
    std::set<Asked> transfers;  // Asked for by phones, and not answered yet.
    std::thread thread;
};

}  // namespace parley
