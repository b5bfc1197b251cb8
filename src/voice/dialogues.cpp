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

// Of whom no trunk says otherwise: phones, and whoever may call.
const AudioWishes anything{{}, parley::Srtp::optional};

constexpr std::size_t contact_place = 0;
constexpr std::size_t agent_place = 1;

int status_of(const Error& error) {
    return error.code == Code::invalid ? not_acceptable_here : service_unavailable;
}

bool is_v6_address(std::string_view address) { return address.contains(':'); }

std::uint64_t session_of(const CallLeg& leg) { return static_cast<std::uint64_t>(leg.key); }

}  // namespace

void Service::invited(const Arrival& arrival) {
    const CallLeg* before = arrival.replaces ? calls_.of(*arrival.replaces) : nullptr;
    const auto outcome = before == nullptr ? arrived(arrival) : replaced(*before, arrival);
    if (outcome) return;
    log_info("call_refused", {{"why", outcome.error().reason}});
    parting_.insert(arrival.dialogue);
    sip_->refuse(arrival.dialogue, status_of(outcome.error()));
}

// Where sound may go to and come from, whatever will be agreed on.
Result<LegTerms> Service::line_terms(TrunkId trunk, bool is_v6) {
    LegTerms terms;
    const auto wishes = wishes_.find(trunk);
    terms.wishes = wishes == wishes_.end() ? anything : wishes->second.audio;
    const bool is_second = second_ports_ && is_v6 != is_v6_address(options_.sip.address);
    TRY(UdpSocket socket, is_second ? second_ports_->take() : ports_.take());
    terms.address = is_second ? options_.sip.second_address : sound_address();
    terms.port = socket.port();
    terms.socket = std::move(socket);
    return terms;
}

// By the family of where they want to hear; an offer of ours is of our first.
Result<CallLeg> Service::leg_of(const Arrival& arrival) {
    std::optional<AudioOffer> theirs;
    if (!arrival.offer.empty()) {
        const auto wishes = wishes_.find(arrival.trunk);
        const AudioWishes& audio = wishes == wishes_.end() ? anything : wishes->second.audio;
        TRY(theirs, parse_offer(arrival.offer, audio, rng_));
    }
    const bool is_v6 = is_v6_address(theirs ? theirs->remote.address() : options_.sip.address);
    CallLeg leg;
    leg.dialogue = arrival.dialogue;
    TRY(leg.terms, line_terms(arrival.trunk, is_v6));
    leg.terms.theirs = std::move(theirs);
    leg.terms.signalled_from = Endpoint::parse(arrival.source, 0).value_or(Endpoint{});
    return leg;
}

Result<> Service::arrived(const Arrival& arrival) {
    if (is_closing_) return refuse(Code::unavailable, "closing");
    TRY(CallLeg leg, leg_of(arrival));
    const CallId call = CallId::make(clock_.now(), rng_);
    CHECKED(open(call));
    const std::size_t place = arrival.phone ? agent_place : contact_place;
    const auto joined = join(call, place, std::move(leg));
    if (!joined) {
        close(call);
        return std::unexpected(joined.error());
    }
    log_info("call_arrived", {{"call", call.text()}});
    if (!control_) {
        answer_alone(**joined);
        return {};
    }
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
Result<> Service::replaced(const CallLeg& before, const Arrival& arrival) {
    const CallId call = before.call;
    const std::size_t place = before.place;
    TRY(CallLeg leg, leg_of(arrival));
    drop(before.key, LegCause::transferred);
    TRY(CallLeg * after, join(call, place, std::move(leg)));
    answer(*after);
    return {};
}

const std::string& Service::sound_address() const {
    const SipOptions& sip = options_.sip;
    return sip.public_address.empty() ? sip.address : sip.public_address;
}

std::string Service::offer_of(CallLeg& leg) {
    LegTerms& terms = leg.terms;
    if (!terms.ours) terms.ours = make_offer(terms.wishes, rng_);
    return text_of(*terms.ours, terms.address, terms.port, session_of(leg), ++terms.version);
}

std::string Service::answer_of(CallLeg& leg, const AudioOffer& offer) {
    LegTerms& terms = leg.terms;
    return answer_to(offer, terms.address, terms.port, session_of(leg), ++terms.version);
}

// Also by an offer of ours, when they sent none: their answer comes with the confirmation.
void Service::answer(CallLeg& leg) {
    leg.stage = LegStage::entering;
    const auto theirs = std::exchange(leg.terms.theirs, std::nullopt);
    sip_->accept(*leg.dialogue, theirs ? answer_of(leg, *theirs) : offer_of(leg));
    if (theirs) agree(leg, *theirs);
}

void Service::answer_alone(CallLeg& leg) {
    std::filesystem::path file;
    if (!options_.recordings.empty())
        file = options_.recordings / fmt::format("{:08x}{:08x}.wav", draw(), draw());
    answer(leg);
    const Sound music = sounds_.music();
    auto recording = std::make_shared<std::unique_ptr<Recording>>();
    if (!file.empty()) *recording = recorder_->begin(file);
    post(leg.call, [music, recording](Bridge& bridge, BrowserPort&) {
        bridge.mix().set_gain(contact_place, Bridge::music, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_left, contact_place, Mix::unity);
        bridge.mix().set_gain(Bridge::recorded_right, Bridge::music, Mix::unity);
        bridge.play(Player(music, Player::Times::forever), {});
        bridge.record(std::move(*recording));
    });
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
    const auto wishes = wishes_.find(dialling.trunk);
    const bool is_v6 = wishes != wishes_.end() && wishes->second.is_v6;
    TRY(LegTerms terms, line_terms(dialling.trunk, is_v6));
    dialled.terms = std::move(terms);
    TRY(CallLeg * leg, join(call, static_cast<std::size_t>(place), std::move(dialled)));
    dialling.offer = offer_of(*leg);
    dialling.patience = std::chrono::seconds(seconds_max);
    if (leg->terms.wishes.srtp == parley::Srtp::optional) leg->terms.dialling = dialling;
    calls_.attach(leg->key, sip_->dial(std::move(dialling)));
    return {};
}

void Service::redial(CallLeg& leg) {
    Dialling dialling = *std::exchange(leg.terms.dialling, std::nullopt);
    leg.terms.wishes.srtp = parley::Srtp::required;
    leg.terms.ours.reset();
    dialling.offer = offer_of(leg);
    calls_.attach(leg.key, sip_->dial(std::move(dialling)));
}

void Service::confirmed(DialogueKey dialogue) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg != nullptr && leg->stage == LegStage::entering) joined(*leg);
}

void Service::reached(DialogueKey dialogue, const std::string& address) {
    if (CallLeg* leg = calls_.of(dialogue))
        leg->terms.signalled_from = Endpoint::parse(address, 0).value_or(Endpoint{});
}

void Service::ringing(DialogueKey dialogue, const std::string& sdp) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr || leg->stage != LegStage::dialling) return;
    const auto answer = parse_answer(sdp, *leg->terms.ours);
    if (answer) agree(*leg, *answer);
    // Once that it rings, and once more when its own sound begins.
    if (leg->has_rung && (leg->has_early_sound || !answer)) return;
    leg->has_rung = true;
    leg->has_early_sound = answer.has_value();
    say(LegRinging{{}, leg->call, told(leg->place), leg->has_early_sound});
}

// Of a call of ours; or of an offer of ours to them who called, with their confirmation. What they
// said in the first place may hold still.
void Service::answered(DialogueKey dialogue, const std::string& sdp) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr || !leg->terms.ours) return;
    const auto answer = parse_answer(sdp, *leg->terms.ours);
    if (answer)
        agree(*leg, *answer);
    else if (!leg->terms.agreed)
        return leave(leg->key, LegCause::no_common_codec);
    if (leg->stage == LegStage::dialling) joined(*leg);
}

void Service::offered_again(DialogueKey dialogue, const std::string& text) {
    CallLeg* leg = calls_.of(dialogue);
    if (leg == nullptr) return sip_->refuse(dialogue, no_such_call);
    if (text.empty()) return sip_->accept(dialogue, offer_of(*leg));
    const AudioTerms* before = leg->terms.agreed ? &*leg->terms.agreed : nullptr;
    const auto offer = parse_offer(text, leg->terms.wishes, rng_, before);
    if (!offer) return sip_->refuse(dialogue, not_acceptable_here);
    sip_->accept(dialogue, answer_of(*leg, *offer));
    agree(*leg, *offer);
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
    if (ending.cause == LegCause::no_common_codec && leg->terms.dialling) return redial(*leg);
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
