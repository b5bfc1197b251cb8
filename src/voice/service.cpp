#include "voice/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "base/log.hpp"
#include "codec/json.hpp"
#include "voice/media/leg.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t caller_place = 0;

constexpr int not_acceptable_here = 488;
constexpr int service_unavailable = 503;

DialogueKey dialogue_of(std::uint64_t key) { return DialogueKey{key}; }
std::uint64_t key_of(DialogueKey dialogue) { return static_cast<std::uint64_t>(dialogue); }
std::int64_t told(std::uint64_t key) { return static_cast<std::int64_t>(key); }

// What a closure brings along must be copyable.
template <class T>
std::shared_ptr<T> held(T value) {
    return std::make_shared<T>(std::move(value));
}

void measure(const Reception& reception, CallEnded& end) {
    if (reception.received() == 0) return;
    const auto expected = static_cast<double>(reception.expected());
    const auto received = static_cast<double>(reception.received());
    const double jitter_ms = reception.jitter() * 1'000.0 / sample_rate;
    const double loss = std::max(0.0, 1 - received / expected);
    // Heard behind the jitter buffer and one frame; the way itself is not known.
    const double delay_ms = 2 * jitter_ms + 60;
    end.packets = static_cast<std::int64_t>(received);
    end.lost = static_cast<std::int64_t>(std::max(0.0, expected - received));
    end.jitter_us = static_cast<std::int64_t>(jitter_ms * 1'000);
    end.mos_percent = std::lround(100 * estimated_mos(loss, delay_ms));
}

}  // namespace

Service::Service(ServiceOptions options, const Clock& clock, Rng& rng)
    : options_(std::move(options)),
      rng_(rng),
      ports_(options_.sip.address, options_.first_port, options_.last_port) {
    for (int count = 0; count < options_.workers; ++count) {
        auto socket = ports_.take();
        if (!socket) throw std::runtime_error("voice: no port for browsers");
        workers_.push_back(std::make_unique<Worker>(clock, std::move(*socket), identity_));
    }
    if (!options_.control.empty()) control_ = std::make_unique<LineSocket>(options_.control);
    sip_ = std::make_unique<SipStack>(options_.sip, *this);
    if (control_) {
        control_->start({[this] { say(VoiceReady{}); },
                         [this](std::string_view line) {
                             sip_->run([this, text = std::string(line)] { heard(text); });
                         }});
    }
}

Service::~Service() {
    if (control_) control_->stop();
    for (const auto& worker : workers_) worker->stop();
    sip_.reset();
}

std::uint32_t Service::draw() {
    std::array<std::uint8_t, 4> bytes{};
    rng_.fill(bytes);
    return std::bit_cast<std::uint32_t>(bytes);
}

std::string Service::draw_word(std::size_t letters) {
    constexpr std::string_view alphabet =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
    std::string word(letters, '\0');
    std::vector<std::uint8_t> bytes(letters);
    rng_.fill(bytes);
    for (std::size_t at = 0; at < letters; ++at) word[at] = alphabet[bytes[at] % alphabet.size()];
    return word;
}

const std::string& Service::sound_address() const {
    return options_.public_address.empty() ? options_.sip.address : options_.public_address;
}

void Service::say(const Event& event) {
    if (control_) control_->say(codec::to_json(event));
}

void Service::post(std::uint64_t key, std::function<void(Bridge&, BrowserPort&)> work) {
    worker_of(key).post(
        [key, work = std::move(work)](Worker::Bridges& bridges, BrowserPort& browsers) {
            const auto bridge = bridges.find(key);
            if (bridge != bridges.end()) work(bridge->second, browsers);
        });
}

void Service::invited(const Arrival& arrival) {
    auto offer = parse_offer(arrival.offer);
    if (!offer) {
        log_info("call_refused", {{"why", offer.error().reason}});
        return sip_->refuse(arrival.dialogue, not_acceptable_here);
    }
    const std::uint64_t key = key_of(arrival.dialogue);
    Call& call = calls_[key];
    call.offer = std::move(*offer);
    log_info("call_arrived", {{"call", key}});
    if (control_) {
        sip_->ring(arrival.dialogue);
        say(CallArrived{{}, told(key), arrival.caller, arrival.called, arrival.call_id});
    } else if (!answer(key, call)) {
        sip_->refuse(arrival.dialogue, service_unavailable);
    }
}

Result<> Service::answer(std::uint64_t key, Call& call) {
    TRY(UdpSocket socket, ports_.take());
    call.port = socket.port();
    auto leg = held(
        std::make_unique<Leg>(std::move(socket), call.offer, draw(), [this, key](char pressed) {
            say(KeyPressed{{}, told(key), caller_place, std::string(1, pressed)});
        }));
    std::unique_ptr<Recording> begun;
    if (!options_.recordings.empty()) {
        call.recording = fmt::format("{:08x}{:08x}.wav", draw(), draw());
        begun = recorder_.begin(options_.recordings / call.recording);
    }
    worker_of(key).post([this, key, leg, recording = held(std::move(begun))](
                            Worker::Bridges& bridges, BrowserPort&) {
        Bridge& bridge = bridges[key];
        bridge.join(caller_place, std::move(*leg));
        bridge.mix().set_gain(caller_place, Bridge::music, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_left, caller_place, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_right, Bridge::music, Mix::unity);
        bridge.play(options_.music, Player::Times::forever);
        bridge.record(std::move(*recording));
        bridge.watch(caller_place, options_.silence_max, [this, key] {
            log_info("call_silent", {{"call", key}});
            sip_->hang_up(dialogue_of(key));
        });
    });
    sip_->accept(dialogue_of(key),
                 answer_to(call.offer, sound_address(), call.port, key, ++call.answers));
    return {};
}

// Hold, another codec's order, another address: the answer is as the first.
void Service::offered_again(DialogueKey dialogue, const std::string& text) {
    const std::uint64_t key = key_of(dialogue);
    const auto call = calls_.find(key);
    auto offer = parse_offer(text);
    if (call == calls_.end() || !offer) return sip_->refuse(dialogue, not_acceptable_here);
    call->second.offer = std::move(*offer);
    post(key, [terms = AudioTerms(call->second.offer)](Bridge& bridge, BrowserPort&) {
        if (auto* leg = dynamic_cast<Leg*>(bridge.at(caller_place))) leg->agree(terms);
    });
    sip_->accept(dialogue, answer_to(call->second.offer, sound_address(), call->second.port, key,
                                     ++call->second.answers));
}

void Service::confirmed(DialogueKey dialogue) {
    const auto call = calls_.find(key_of(dialogue));
    if (call != calls_.end()) say(CallAnswered{{}, told(call->first), call->second.recording});
}

void Service::ended(DialogueKey dialogue, const std::string& cause) {
    const std::uint64_t key = key_of(dialogue);
    if (calls_.erase(key) == 0) return;
    CallEnded end{{}, told(key), cause, 0, 0, 0, 0};
    worker_of(key).post([this, key, end](Worker::Bridges& bridges, BrowserPort&) mutable {
        const auto bridge = bridges.find(key);
        if (bridge != bridges.end()) {
            if (const Party* caller = bridge->second.at(caller_place))
                measure(caller->stream().reception(), end);
            bridges.erase(bridge);
        }
        log_info("call_ended", {{"call", key},
                                {"cause", end.cause},
                                {"packets", end.packets},
                                {"lost", end.lost},
                                {"mos_percent", end.mos_percent}});
        say(end);
    });
}

std::vector<Worker::Figures> Service::figures() const {
    std::vector<Worker::Figures> figures;
    for (const auto& worker : workers_) figures.push_back(worker->figures());
    return figures;
}

}  // namespace parley::voice
