#include "main/voice_service.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <thread>
#include <unordered_map>

#include "app/callers.hpp"
#include "app/calls/words.hpp"
#include "app/sessions.hpp"
#include "base/log.hpp"
#include "base/thread_name.hpp"
#include "codec/json.hpp"
#include "voice/media/bridge.hpp"

extern char** environ;  // Of POSIX.

namespace parley {
namespace {

namespace asio = boost::asio;
using asio::use_awaitable;
using Socket = asio::local::stream_protocol::socket;

constexpr Duration start_again_after = 500ms;
constexpr std::int64_t caller_place = 0;
constexpr std::int64_t agent_place = 1;

using Answered = std::function<void(Result<std::string>)>;

struct OpenCall {
    CallId call;
    app::CallSession opened;
};

pid_t spawn_child(const VoiceOptions& options) {
    std::vector<std::string> words = {
        options.program, "voice",         "--address",
        options.address, "--port",        std::to_string(options.port),
        "--control",     options.control, "--open"};
    if (!options.recordings.empty()) {
        words.emplace_back("--recordings");
        words.push_back(options.recordings);
    }
    if (!options.music.empty()) {
        words.emplace_back("--music");
        words.push_back(options.music);
    }
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    if (posix_spawn(&child, options.program.c_str(), nullptr, nullptr, arguments.data(), environ) !=
        0)
        return -1;
    return child;
}

}  // namespace

// Everything here is of the one thread that runs `io`.
struct VoiceService::Impl {
    explicit Impl(VoiceOptions given) : options(std::move(given)) {}

    Task<> run();
    Task<> talk();
    void say(const voice::Command& command);
    Task<> write_all();
    void heard(std::string_view line);
    Task<> arrived(voice::CallArrived event);
    Task<> ended(app::CallSession call);
    void forget_all();
    OpenCall* by_call(CallId call);
    void join(SessionId session, std::string offer, Answered answered);
    void answer(CallId call, Result<std::string> outcome);

    void hear(const auto&) {}
    void hear(const voice::VoiceReady&) {
        log_info("voice_connected", {});
        say(voice::Configured{});
    }
    void hear(const voice::CallArrived& event) {
        asio::co_spawn(io, arrived(event), asio::detached);
    }
    void hear(const voice::CallEnded& event);
    void hear(const voice::BrowserAnswered& event);
    void hear(const voice::CommandRefused& event);

    const VoiceOptions options;
    Core* core = nullptr;
    asio::io_context io{1};
    std::optional<Socket> socket;
    std::deque<std::string> outgoing;
    bool is_writing = false;
    bool is_stopping = false;
    pid_t child = -1;
    std::unordered_map<SessionId, OpenCall> calls;
    std::unordered_map<CallId, Answered> asked;  // By call.
    std::thread thread;
};

Task<> VoiceService::Impl::run() {
    asio::steady_timer pause(io);
    while (!is_stopping) {
        child = spawn_child(options);
        if (child < 0) log_error("voice_not_started", {{"program", options.program}});
        try {
            co_await talk();
        } catch (const std::exception& error) {
            if (!is_stopping) log_error("voice_lost", {{"why", error.what()}});
        }
        socket.reset();
        forget_all();
        if (child > 0) {
            ::kill(child, SIGTERM);
            ::waitpid(child, nullptr, 0);
        }
        child = -1;
        pause.expires_after(start_again_after);
        if (!is_stopping) co_await pause.async_wait(use_awaitable);
    }
}

Task<> VoiceService::Impl::talk() {
    constexpr int tries = 100;
    asio::steady_timer pause(io);
    for (int tried = 0;; ++tried) {
        socket.emplace(io);
        boost::system::error_code error;
        socket->connect({options.control}, error);
        if (!error) break;
        if (tried == tries || is_stopping) throw boost::system::system_error(error);
        pause.expires_after(std::chrono::milliseconds(50));
        co_await pause.async_wait(use_awaitable);
    }
    std::string text;
    for (;;) {
        const std::size_t size = co_await asio::async_read_until(
            *socket, asio::dynamic_buffer(text, voice::control_line_max), '\n', use_awaitable);
        heard(std::string_view(text).substr(0, size - 1));
        text.erase(0, size);
    }
}

void VoiceService::Impl::say(const voice::Command& command) {
    if (!socket) return;
    outgoing.push_back(codec::to_json(command) + "\n");
    if (std::exchange(is_writing, true)) return;
    asio::co_spawn(io, write_all(), asio::detached);
}

Task<> VoiceService::Impl::write_all() {
    boost::system::error_code error;
    while (!outgoing.empty() && socket && !error) {
        const std::string line = std::move(outgoing.front());
        outgoing.pop_front();
        co_await asio::async_write(*socket, asio::buffer(line),
                                   asio::redirect_error(use_awaitable, error));
    }
    outgoing.clear();
    is_writing = false;
}

void VoiceService::Impl::heard(std::string_view line) {
    const auto event = codec::from_json<voice::Event>(line);
    if (!event) {
        log_error("voice_line_malformed", {{"why", event.error().reason}});
        return;
    }
    std::visit([this](const auto& one) { hear(one); }, *event);
}

Task<> VoiceService::Impl::arrived(voice::CallArrived event) {
    const auto inbox = options.inboxes.find(event.called);
    if (inbox == options.inboxes.end()) {
        log_info("call_to_no_inbox", {});
        say(voice::RefuseCall{{}, event.call, 404});
        co_return;
    }
    const auto opened = co_await app::open_call(core->app(), inbox->second, event.caller);
    if (!opened) {
        log_warning("call_not_opened", {{"why", opened.error().reason}});
        say(voice::RefuseCall{{}, event.call, 480});
        co_return;
    }
    calls[opened->session] = OpenCall{event.call, *opened};
    constexpr auto music = static_cast<std::int64_t>(voice::Bridge::music);
    say(voice::AnswerCall{{}, event.call});
    say(voice::PlaySound{{}, event.call, "music", true});
    say(voice::SetHearing{{}, event.call, {{caller_place, music, 100}}});
}

Task<> VoiceService::Impl::ended(app::CallSession call) {
    const auto outcome = co_await app::end_session(core->app(), call.caller);
    if (!outcome && outcome.error().reason != "session_closed")
        log_warning("call_session_not_ended", {{"why", outcome.error().reason}});
}

OpenCall* VoiceService::Impl::by_call(CallId call) {
    for (auto& [session, open] : calls) {
        if (open.call == call) return &open;
    }
    return nullptr;
}

void VoiceService::Impl::hear(const voice::CallEnded& event) {
    const OpenCall* open = by_call(event.call);
    if (open == nullptr) return;
    const app::CallSession opened = open->opened;
    calls.erase(opened.session);
    answer(event.call, refuse(Code::conflict, "no_call"));
    asio::co_spawn(io, ended(opened), asio::detached);
}

void VoiceService::Impl::forget_all() {
    for (auto& [call, answered] : std::exchange(asked, {}))
        answered(refuse(Code::unavailable, "voice_unavailable"));
    for (auto& [session, open] : std::exchange(calls, {}))
        asio::co_spawn(io, ended(open.opened), asio::detached);
}

void VoiceService::Impl::join(SessionId session, std::string offer, Answered answered) {
    const auto open = calls.find(session);
    if (open == calls.end()) return answered(refuse(Code::conflict, "no_call"));
    const CallId call = open->second.call;
    answer(call, refuse(Code::conflict, "no_call"));  // Whoever asked before is too late.
    asked[call] = std::move(answered);
    say(voice::JoinBrowser{{}, call, agent_place, std::move(offer)});
}

void VoiceService::Impl::answer(CallId call, Result<std::string> outcome) {
    const auto waiting = asked.find(call);
    if (waiting == asked.end()) return;
    const Answered answered = std::move(waiting->second);
    asked.erase(waiting);
    answered(std::move(outcome));
}

// Now they talk: music ends for both, and each hears the other.
void VoiceService::Impl::hear(const voice::BrowserAnswered& event) {
    voice::SetHearing hearing;
    hearing.call = event.call;
    hearing.hearings = {{caller_place, agent_place, 100}, {agent_place, caller_place, 100}};
    say(hearing);
    answer(event.call, event.answer);
}

void VoiceService::Impl::hear(const voice::CommandRefused& event) {
    log_warning("voice_command_refused", {{"command", event.command}, {"why", event.reason}});
    if (event.command == "join_browser" && event.call)
        answer(*event.call, refuse(Code::invalid, event.reason, {}, "/offer"));
}

VoiceService::VoiceService(VoiceOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}

VoiceService::~VoiceService() { stop(); }

void VoiceService::start(Core& core) {
    impl_->core = &core;
    impl_->thread = std::thread([this] {
        name_thread("voice");
        asio::co_spawn(impl_->io, impl_->run(), asio::detached);
        impl_->io.run();
    });
}

void VoiceService::stop() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [this] {
        impl_->is_stopping = true;
        if (impl_->socket) impl_->socket->close();
    });
    impl_->thread.join();
}

Task<Result<std::string>> VoiceService::join(SessionId session, std::string offer) {
    auto start = [this, session, offer = std::move(offer)](auto complete) {
        asio::post(impl_->io, [this, session, offer, complete] {
            impl_->join(session, offer, [complete](Result<std::string> outcome) {
                complete([outcome] { return outcome; });
            });
        });
    };
    co_return co_await app::completed_by<Result<std::string>>(std::move(start));
}

void VoiceService::publish(std::shared_ptr<const Committed> committed) {
    for (const Published& published : committed->events) {
        if (published.event.type != EventType::session_closed) continue;
        asio::post(impl_->io, [this, session = published.event.session] {
            const auto open = impl_->calls.find(session);
            if (open == impl_->calls.end()) return;
            impl_->say(voice::EndCall{{}, open->second.call});
            impl_->calls.erase(open);
        });
    }
}

}  // namespace parley
