// What comes by SIP: who calls, answers, holds, transfers, and goes.
#include <fmt/format.h>

#include <utility>

#include "base/log.hpp"
#include "voice/service.hpp"

namespace parley::voice {
namespace {

constexpr int not_acceptable_here = 488;
constexpr int no_such_call = 481;
constexpr int service_unavailable = 503;

constexpr std::size_t contact_place = 0;
constexpr std::size_t agent_place = 1;

int status_of(const Error& error) {
    return error.code == Code::invalid ? not_acceptable_here : service_unavailable;
}

// PCMA and PCMU, and keys.
std::string offer_to(std::string_view address, std::uint16_t port, std::uint64_t session,
                     std::uint64_t version) {
    const std::string_view family = address.contains(':') ? "IP6" : "IP4";
    return fmt::format(
        "v=0\r\no=- {} {} IN {} {}\r\ns=-\r\nc=IN {} {}\r\nt=0 0\r\nm=audio {} RTP/AVP 8 0 101\r\n"
        "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
        "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n",
        session, version, family, address, family, address, port);
}

// As they mean it: to be at no address is to hold, as it was before RFC 3264 (RFC 2543, B.5).
Result<AudioOffer> understood(std::string_view sdp) {
    TRY(AudioOffer offer, parse_offer(sdp));
    const std::string address = offer.remote.address();
    if (address != "0.0.0.0" && address != "::") return offer;
    const bool may_receive =
        offer.direction == Direction::both || offer.direction == Direction::receive;
    offer.direction = may_receive ? Direction::receive : Direction::none;
    return offer;
}

std::int64_t told(std::size_t place) { return static_cast<std::int64_t>(place); }

}  // namespace

void Service::invited(const Arrival& arrival) {
    CallLeg* before = arrival.replaces ? calls_.of(*arrival.replaces) : nullptr;
    const auto outcome = before == nullptr ? arrived(arrival) : replaced(*before, arrival);
    if (outcome) return;
    log_info("call_refused", {{"why", outcome.error().reason}});
    parting_.insert(arrival.dialogue);
    sip_->refuse(arrival.dialogue, status_of(outcome.error()));
}

Result<> Service::arrived(const Arrival& arrival) {
    if (is_closing_) return refuse(Code::unavailable, "closing");
    CallLeg leg;
    leg.dialogue = arrival.dialogue;
    if (!arrival.offer.empty()) {
        TRY(AudioOffer offer, understood(arrival.offer));
        leg.terms.theirs = std::move(offer);
    }
    TRY(UdpSocket socket, ports_.take());
    leg.terms.port = socket.port();
    leg.terms.socket = std::move(socket);
    const CallId call = CallId::make(clock_.now(), rng_);
    CHECKED(open(call));
    const std::size_t place = arrival.phone ? agent_place : contact_place;
    auto joined = join(call, place, std::move(leg));
    if (!joined) {
        end(call);
        return std::unexpected(joined.error());
    }
    if (!control_) return answer_alone(**joined);
    sip_->ring(arrival.dialogue);
    say(CallArrived{{},
                    call,
                    told(place),
                    codec::nullable(arrival.trunk),
                    codec::nullable(arrival.phone),
                    arrival.caller,
                    arrival.called});
    return {};
}

// The same person by another line: who was there has gone over to it.
Result<> Service::replaced(CallLeg& before, const Arrival& arrival) {
    const CallId call = before.call;
    const std::size_t place = before.place;
    CallLeg leg;
    leg.dialogue = arrival.dialogue;
    if (!arrival.offer.empty()) {
        TRY(AudioOffer offer, understood(arrival.offer));
        leg.terms.theirs = std::move(offer);
    }
    TRY(UdpSocket socket, ports_.take());
    leg.terms.port = socket.port();
    leg.terms.socket = std::move(socket);
    drop(before.key, LegCause::transferred);
    TRY(CallLeg * after, join(call, place, std::move(leg)));
    return answer(*after);
}

const std::string& Service::sound_address() const {
    const SipOptions& sip = options_.sip;
    return sip.public_address.empty() ? sip.address : sip.public_address;
}

std::string Service::our_sdp(CallLeg& leg) {
    const std::string& address = sound_address();
    const auto session = static_cast<std::uint64_t>(leg.key);
    const std::uint64_t version = ++leg.terms.version;
    if (!leg.terms.theirs) return offer_to(address, leg.terms.port, session, version);
    return answer_to(*leg.terms.theirs, address, leg.terms.port, session, version);
}

// Also of an offer that we make, when they sent none: their answer comes with the confirmation.
Result<> Service::answer(CallLeg& leg) {
    leg.stage = LegStage::entering;
    const std::string sdp = our_sdp(leg);
    if (leg.terms.theirs) agree(leg, *leg.terms.theirs);
    sip_->accept(*leg.dialogue, sdp);
    return {};
}

Result<> Service::answer_alone(CallLeg& leg) {
    std::filesystem::path file;
    if (!options_.recordings.empty())
        file = options_.recordings / fmt::format("{:08x}{:08x}.wav", draw(), draw());
    CHECKED(answer(leg));
    TRY(const Sound music, sounds_.find("music"));
    auto recording = std::make_shared<std::unique_ptr<Recording>>();
    if (!file.empty()) *recording = recorder_->begin(file);
    post(leg.call, [music, recording](Bridge& bridge, BrowserPort&) {
        bridge.mix().set_gain(contact_place, Bridge::music, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_left, contact_place, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_right, Bridge::music, Mix::unity);
        bridge.play(Player(music, Player::Times::forever), {});
        bridge.record(std::move(*recording));
    });
    return {};
}

Result<> Service::dial(CallId call, std::int64_t place, Dialling dialling,
                       std::int64_t seconds_max) {
    if (seconds_max < 1 || seconds_max > dial_seconds_max)
        return refuse(Code::invalid, "bad_seconds");
    if (calls_.find(call) == nullptr) return {};
    if (calls_.at(call, static_cast<std::size_t>(place)) != nullptr)
        return refuse(Code::conflict, "place_taken");
    CallLeg dialled;
    dialled.stage = LegStage::dialling;
    TRY(UdpSocket socket, ports_.take());
    dialled.terms.port = socket.port();
    dialled.terms.socket = std::move(socket);
    TRY(CallLeg * leg, join(call, static_cast<std::size_t>(place), std::move(dialled)));
    dialling.offer = our_sdp(*leg);
    dialling.patience = std::chrono::seconds(seconds_max);
    calls_.attach(leg->key, sip_->dial(std::move(dialling)));
    return {};
}

void Service::confirmed(DialogueKey dialogue) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg != nullptr && leg->stage == LegStage::entering) joined(*leg);
}

void Service::ringing(DialogueKey dialogue, const std::string& sdp) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr || leg->stage != LegStage::dialling) return;
    auto answer = understood(sdp);
    if (answer) agree(*leg, std::move(*answer));
    // Once that it rings, and once more when its own sound begins.
    if (leg->has_rung && (leg->has_early_sound || !answer)) return;
    leg->has_rung = true;
    leg->has_early_sound = answer.has_value();
    say(LegRinging{{}, leg->call, told(leg->place), leg->has_early_sound});
}

// Of a call of ours; or of an offer of ours to them who called, with their confirmation.
void Service::answered(DialogueKey dialogue, const std::string& sdp) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr) return;
    auto answer = understood(sdp);
    if (answer)
        agree(*leg, std::move(*answer));
    else if (!leg->terms.theirs)
        return leave(leg->key, LegCause::no_common_codec);
    if (leg->stage == LegStage::dialling) joined(*leg);
}

void Service::offered_again(DialogueKey dialogue, const std::string& text) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr) return sip_->refuse(dialogue, no_such_call);
    if (text.empty()) {
        leg->terms.theirs.reset();
        return sip_->accept(dialogue, our_sdp(*leg));
    }
    auto offer = understood(text);
    if (!offer) return sip_->refuse(dialogue, not_acceptable_here);
    agree(*leg, std::move(*offer));
    sip_->accept(dialogue, our_sdp(*leg));
}

void Service::key_pressed(DialogueKey dialogue, char key) {
    if (const CallLeg* leg = calls_.of(dialogue))
        say(KeyPressed{{}, leg->call, told(leg->place), std::string(1, key)});
}

void Service::referred(DialogueKey dialogue, const std::string& target,
                       std::optional<DialogueKey> replaces) {
    const CallLeg* leg = calls_.of(dialogue);
    const CallLeg* other = replaces ? calls_.of(*replaces) : nullptr;
    if (leg == nullptr || (replaces && other == nullptr))
        return sip_->tell_transfer(dialogue, no_such_call);
    TransferAsked asked{{}, leg->call, told(leg->place), target, {}, 0};
    if (other != nullptr) {
        asked.target.clear();
        asked.other = other->call;
        asked.other_place = told(other->place);
    }
    say(asked);
}

void Service::ended(DialogueKey dialogue, const Ending& ending) {
    parting_.erase(dialogue);
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr) return;
    leg->is_parted = true;
    leave(leg->key, ending.cause, ending.status);
}

void Service::trunk_changed(TrunkId trunk, TrunkState state, const std::string& reason) {
    say(TrunkChanged{{}, trunk, state, reason});
}

void Service::phone_changed(PhoneId phone, bool registered, const std::string& address,
                            const std::string& user_agent) {
    say(PhoneChanged{{}, phone, registered, address, user_agent});
}

void Service::banned(const std::string& address, const std::string& reason, Duration length) {
    say(AddressBanned{{}, address, reason, length / std::chrono::seconds(1)});
}

}  // namespace parley::voice
