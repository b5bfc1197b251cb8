#include "voice/service.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <future>
#include <utility>

#include "codec/json.hpp"

namespace parley::voice {
namespace {

SipOptions sip_options(const ServiceOptions& options) {
    SipOptions sip = options.sip;
    if (options.control.empty()) sip.is_open = true;
    return sip;
}

}  // namespace

Service::Service(ServiceOptions options, const Clock& clock, Rng& rng,
                 std::function<void()> control_lost)
    : options_(std::move(options)),
      clock_(clock),
      rng_(rng),
      control_lost_(std::move(control_lost)),
      ports_(options_.sip.address, options_.first_port, options_.last_port),
      sounds_(options_.music),
      calls_(options_.calls_max, options_.legs_max) {
    const std::string& second = options_.sip.second_address;
    if (!second.empty()) second_ports_.emplace(second, options_.first_port, options_.last_port);
    for (int count = 0; count < options_.workers; ++count) {
        auto socket = ports_.take();
        if (!socket) throw std::runtime_error("voice: no port for browsers");
        workers_.push_back(std::make_unique<Worker>(clock, std::move(*socket), identity_));
    }
    if (!options_.control.empty()) control_ = std::make_unique<LineSocket>(options_.control);
    sip_ = std::make_unique<SipStack>(sip_options(options_), *this);
    timer_ = std::make_unique<Periodic>("figures", figures_every,
                                        [this] { sip_->run([this] { tell_figures(); }); });
    if (!control_) sip_->open();
    if (!control_) return;
    control_->start({[this] { say(VoiceReady{}); },
                     [this](std::string_view line) {
                         sip_->run([this, text = std::string(line)] { heard(text); });
                     },
                     [this] { control_lost_(); }},
                    control_patience);
}

// Each step still needs what a later one ends.
Service::~Service() {
    timer_.reset();
    std::promise<void> hung_up;
    sip_->run([this, &hung_up] {
        is_closing_ = true;
        for (const CallId call : calls_.calls()) end(call);
        hung_up.set_value();
    });
    hung_up.get_future().wait();
    for (const auto& worker : workers_) worker->stop();
    recorder_.reset();
    if (control_) control_->stop();
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

void Service::say(const Event& event) {
    if (control_) control_->say(codec::to_json(event));
}

Worker& Service::worker_of(CallId call) {
    return *workers_[std::hash<CallId>{}(call) % workers_.size()];
}

void Service::post(CallId call, std::function<void(Bridge&, BrowserPort&)> work) {
    const CallEntry* entry = calls_.find(call);
    if (entry == nullptr) return;
    worker_of(call).post([key = entry->bridge, work = std::move(work)](Worker::Bridges& bridges,
                                                                       BrowserPort& browsers) {
        const auto bridge = bridges.find(key);
        if (bridge != bridges.end()) work(bridge->second, browsers);
    });
}

void Service::with_party(const CallLeg& leg, std::function<void(Party&)> work) {
    post(leg.call, [watch = leg.terms.watch, work = std::move(work)](Bridge& bridge, BrowserPort&) {
        if (Party* party = bridge.of(watch)) work(*party);
    });
}

void Service::tell_figures() {
    for (const LegKey key : calls_.legs()) {
        const CallLeg* leg = calls_.find(key);
        if (leg->stage != LegStage::joined) continue;
        const AudioStream::Figures figures = leg->terms.watch->figures();
        say(LegHeard{{},
                     leg->call,
                     static_cast<std::int64_t>(leg->place),
                     figures.packets,
                     figures.lost,
                     figures.jitter_us,
                     figures.mos_percent});
    }
    VoiceFigures told;
    told.calls = static_cast<std::int64_t>(calls_.call_count());
    told.legs = static_cast<std::int64_t>(calls_.leg_count());
    told.dialogues_ending = static_cast<std::int64_t>(parting_.size());
    std::size_t taken = ports_.taken() - workers_.size();
    if (second_ports_) taken += second_ports_->taken();
    told.ports_taken = static_cast<std::int64_t>(taken);
    told.recordings = recordings_;
    for (const auto& worker : workers_) {
        const Worker::Figures figures = worker->figures();
        told.bridges += static_cast<std::int64_t>(figures.bridges);
        told.ticks_missed += static_cast<std::int64_t>(figures.missed);
        told.worst_late_us = std::max(told.worst_late_us,
                                      static_cast<std::int64_t>(worker->take_lateness().count()));
    }
    say(told);
}

std::vector<Worker::Figures> Service::figures() const {
    std::vector<Worker::Figures> figures;
    for (const auto& worker : workers_) figures.push_back(worker->figures());
    return figures;
}

}  // namespace parley::voice
