#include "voice/service.hpp"

#include <fmt/format.h>

#include <bit>
#include <utility>

#include "base/log.hpp"
#include "voice/sip/sdp.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t customer = 0;

constexpr int not_acceptable_here = 488;
constexpr int service_unavailable = 503;

// Commands are values until the worker has them; what they bring along moves by a shared holder.
template <class T>
std::shared_ptr<T> held(T value) {
    return std::make_shared<T>(std::move(value));
}

}  // namespace

Service::Service(ServiceOptions options, const Clock& clock, Rng& rng)
    : options_(std::move(options)),
      rng_(rng),
      ports_(options_.sip.address, options_.first_port, options_.last_port) {
    for (int count = 0; count < options_.workers; ++count)
        workers_.push_back(std::make_unique<Worker>(clock));
    sip_ = std::make_unique<SipStack>(options_.sip, *this);
}

Service::~Service() {
    sip_.reset();
    workers_.clear();
}

std::uint32_t Service::draw() {
    std::array<std::uint8_t, 4> bytes{};
    rng_.fill(bytes);
    return std::bit_cast<std::uint32_t>(bytes);
}

void Service::invited(const Invitation& invitation) {
    const auto offer = parse_offer(invitation.offer);
    if (!offer) {
        log_info("call_refused", {{"why", offer.error().reason}});
        return sip_->refuse(invitation.dialogue, not_acceptable_here);
    }
    auto socket = ports_.take();
    if (!socket) {
        log_warning("call_refused", {{"why", socket.error().reason}});
        return sip_->refuse(invitation.dialogue, service_unavailable);
    }
    Call& call = calls_[bridge_of(invitation.dialogue)];
    call.port = socket->port();
    log_info("call_arrived", {{"called", invitation.called}});

    auto leg = held(std::make_unique<Leg>(std::move(*socket), offer->format, offer->remote, draw(),
                                          [](char) {}));
    auto recording = held(begin_recording(invitation));
    const BridgeKey key = bridge_of(invitation.dialogue);
    worker_of(invitation.dialogue)
        .post([key, leg, recording, music = options_.music](Worker::Bridges& bridges) {
            Bridge& bridge = bridges[key];
            bridge.join(customer, std::move(*leg));
            bridge.mix().set_gain(customer, Bridge::music, Mix::unity);
            bridge.mix().set_gain(Bridge::recorded_left, customer, Mix::unity);
            bridge.mix().set_gain(Bridge::recorded_right, Bridge::music, Mix::unity);
            bridge.play(music, Player::Times::forever);
            bridge.record(std::move(*recording));
        });
    const std::string& address =
        options_.public_address.empty() ? options_.sip.address : options_.public_address;
    sip_->accept(invitation.dialogue, answer_to(*offer, address, call.port, key, ++call.answers));
}

std::unique_ptr<Recording> Service::begin_recording(const Invitation& invitation) {
    if (options_.recordings.empty()) return nullptr;
    return recorder_.begin(options_.recordings /
                           fmt::format("{:08x}-{}.wav", draw(), bridge_of(invitation.dialogue)));
}

// Hold, another codec's order, another address: the answer is as the first.
void Service::offered_again(DialogueKey dialogue, const std::string& text) {
    const auto call = calls_.find(bridge_of(dialogue));
    const auto offer = parse_offer(text);
    if (call == calls_.end() || !offer) return sip_->refuse(dialogue, not_acceptable_here);
    const BridgeKey key = bridge_of(dialogue);
    worker_of(dialogue).post([key, remote = offer->remote](Worker::Bridges& bridges) {
        const auto bridge = bridges.find(key);
        if (bridge == bridges.end()) return;
        if (Leg* leg = bridge->second.at(customer)) leg->move(remote);
    });
    const std::string& address =
        options_.public_address.empty() ? options_.sip.address : options_.public_address;
    sip_->accept(dialogue,
                 answer_to(*offer, address, call->second.port, key, ++call->second.answers));
}

void Service::confirmed(DialogueKey) {}

void Service::ended(DialogueKey dialogue, const std::string& cause) {
    if (calls_.erase(bridge_of(dialogue)) == 0) return;
    log_info("call_ended", {{"cause", cause}});
    worker_of(dialogue).post(
        [key = bridge_of(dialogue)](Worker::Bridges& bridges) { bridges.erase(key); });
}

std::vector<Worker::Figures> Service::figures() const {
    std::vector<Worker::Figures> figures;
    for (const auto& worker : workers_) figures.push_back(worker->figures());
    return figures;
}

}  // namespace parley::voice
