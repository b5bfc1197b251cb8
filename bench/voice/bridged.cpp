#include "bench/voice/bridged.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/secret.hpp"
#include "bench/ws/process.hpp"
#include "sound/sealed_sound.hpp"

namespace parley::bench {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr double calls_a_second = 100;
constexpr milliseconds settle{2'000};
constexpr std::int64_t caller = 0;
constexpr std::int64_t agent = 1;
constexpr std::int64_t left = 9;  // Of the recording (media/bridge.hpp).
constexpr std::int64_t right = 10;
constexpr SealingKey key{1, 2, 3};

}  // namespace

std::filesystem::path Bridging::file_of(const Call& call) const {
    return folder_ / (call.recording.text() + ".sound");
}

void Bridging::take(const voice::CallArrived& arrived) {
    if (arrived_ == calls_.size()) return;
    Call& call = calls_[arrived_++];
    call.id = arrived.call;
    control_.say(voice::AnswerCall{{}, call.id});
    control_.say(voice::SetHearing{
        {},
        call.id,
        {{caller, agent, 100}, {agent, caller, 100}, {left, caller, 100}, {right, agent, 100}}});
    control_.say(voice::StartRecording{
        {}, call.id, call.recording, file_of(call).string(), encode_hex(key)});
    control_.say(voice::JoinBrowser{{}, call.id, agent, call.browser->offer()});
}

void Bridging::take(const voice::BrowserAnswered& answered) {
    const auto call = std::ranges::find(calls_, answered.call, &Call::id);
    if (call == calls_.end()) return;
    call->browser->accept(answered.answer);
    ++answered_;
}

void Bridging::take(const voice::CommandRefused& refused) {
    throw std::runtime_error(refused.command + ": " + refused.reason);
}

// Until every browser knows where to go, or nothing is told for 5 s.
void Bridging::connect(std::size_t count) {
    while (answered_ < count) {
        const auto event = control_.next(milliseconds(5'000));
        if (!event) return;
        std::visit([this](const auto& one) { take(one); }, *event);
    }
}

// Each every 20 ms, spread over them.
void Bridging::tick_browsers(milliseconds duration) {
    constexpr std::size_t slots = 20;
    const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    itimerspec every{};
    every.it_interval.tv_nsec = every.it_value.tv_nsec = 1'000'000;
    ::timerfd_settime(timer, 0, &every, nullptr);
    for (std::int64_t ms = 0; ms < duration.count();) {
        std::uint64_t due = 0;
        if (::read(timer, &due, sizeof due) < 0) continue;
        for (; due > 0; --due, ++ms)
            for (auto at = static_cast<std::size_t>(ms) % slots; at < calls_.size(); at += slots)
                if (calls_[at].browser->server().port() != 0)
                    calls_[at].browser->tick(voice::silence);
    }
    ::close(timer);
}

std::size_t Bridging::end_calls(milliseconds duration) {
    std::size_t ended = 0;
    for (const Call& call : calls_)
        if (!call.id.is_nil()) control_.say(voice::EndCall{{}, call.id});
    std::size_t whole = 0;
    while (ended < arrived_) {
        const auto event = control_.next(milliseconds(5'000));
        if (!event) break;
        const auto* told = std::get_if<voice::RecordingEnded>(&*event);
        if (told == nullptr) continue;
        ++ended;
        const auto file = folder_ / (told->recording.text() + ".sound");
        const auto sound = sound::SealedSound::open(file, key, told->recording.bytes());
        if (sound && !sound->is_cut() && sound->duration() >= duration && told->dropped_ms == 0)
            ++whole;
        std::filesystem::remove(file);
    }
    return whole;
}

Bridged Bridging::measure(std::size_t count, voice::LegFormat format, milliseconds duration) {
    SystemRng rng;
    calls_.clear();
    arrived_ = answered_ = 0;
    for (std::size_t at = 0; at < count; ++at)
        calls_.push_back({{},
                          RecordingId::make(SystemClock().now(), rng),
                          std::make_unique<voice::testing::Browser>("127.0.0.1", format)});
    Streams streams(count);
    std::vector<std::uint16_t> ports;
    for (std::size_t at = 0; at < count; ++at) ports.push_back(streams.port(at));
    Caller carrier(sip_port_);
    std::vector<Placed> placed;
    std::jthread placing([&] { placed = carrier.place(ports, calls_a_second); });
    connect(count);
    placing.join();
    for (std::size_t at = 0; at < count; ++at)
        if (placed[at].sound_port != 0) streams.send_to(at, placed[at].sound_port);

    Bridged bridged;
    auto talk = [&](milliseconds length) {
        std::jthread browsers([&] { tick_browsers(length); });
        bridged.callers = streams.run(length);
        browsers.join();
    };
    auto heard = [&] {
        std::int64_t packets = 0;
        std::int64_t lost = 0;
        for (const Call& call : calls_) {
            const auto figures = call.browser->stream().figures();
            packets += figures.packets;
            lost += figures.lost;
        }
        return std::pair(packets, lost);
    };
    talk(settle);
    for (const Call& call : calls_) bridged.connected += call.browser->is_connected() ? 1 : 0;
    const auto before = heard();
    const double cpu_before = cpu_seconds(server_);
    talk(duration);
    const double cpu = cpu_seconds(server_) - cpu_before;
    const auto after = heard();
    const auto ticks = static_cast<double>(count) * static_cast<double>(duration.count()) / 20;
    bridged.us_per_call_tick = cpu * 1e6 / ticks;
    const auto lost = static_cast<double>(after.second - before.second);
    const auto packets = static_cast<double>(after.first - before.first);
    bridged.browsers_lost_percent = packets > 0 ? 100 * lost / (lost + packets) : 100;
    bridged.recordings = end_calls(duration);
    return bridged;
}

}  // namespace parley::bench
