// Commands about calls and who is in them.
#include <utility>

#include "base/log.hpp"
#include "codec/json.hpp"
#include "voice/browser/browser_sdp.hpp"
#include "voice/service.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t fragment_letters = 8;
constexpr std::size_t password_letters = 24;

Result<std::size_t> place_of(std::int64_t place) {
    if (place < 0 || place >= static_cast<std::int64_t>(Bridge::parties_max))
        return refuse(Code::invalid, "bad_place");
    return static_cast<std::size_t>(place);
}

template <class Told>
CommandRefused refusal_of(const Told& command, const Error& error) {
    CommandRefused refused{{}, std::string(decltype(command.type)::word), error.reason, {}, 0};
    if constexpr (requires { command.call; }) refused.call = command.call;
    if constexpr (requires { command.place; }) refused.place = command.place;
    return refused;
}

}  // namespace

void Service::heard(std::string_view line) {
    if (is_closing_) return;
    const auto command = codec::from_json<Command>(line);
    if (!command) {
        log_warning("control_line_malformed",
                    {{"why", command.error().reason}, {"field", command.error().field}});
        return say(CommandRefused{{}, "", command.error().reason, {}, 0});
    }
    std::visit(
        [this](const auto& one) {
            const auto outcome = obey(one);
            if (!outcome) say(refusal_of(one, outcome.error()));
        },
        *command);
}

Result<> Service::obey(const SetTrunk& command) {
    if (command.port < 0 || command.port > UINT16_MAX) return refuse(Code::invalid, "bad_port");
    wishes_[command.trunk] = {{command.codecs, command.srtp}, command.host.contains(':')};
    sip_->set_trunk({command.trunk, command.transport, command.host, static_cast<int>(command.port),
                     command.user, command.password, command.registers, command.sources,
                     command.srtp, command.codecs, command.caller_id, command.ca});
    return {};
}

Result<> Service::obey(const ForgetTrunk& command) {
    wishes_.erase(command.trunk);
    sip_->forget_trunk(command.trunk);
    return {};
}

Result<> Service::obey(const SetPhone& command) {
    sip_->set_phone({command.phone, command.user, command.ha1_md5, command.ha1_sha256});
    return {};
}

Result<> Service::obey(const ForgetPhone& command) {
    sip_->forget_phone(command.phone);
    return {};
}

Result<> Service::obey(const Configured&) {
    sip_->open();
    return {};
}

Result<> Service::obey(const OpenCall& command) {
    CHECKED(open(command.call));
    return {};
}

Result<> Service::obey(const AnswerCall& command) {
    for (const LegKey key : calls_.legs_of(command.call)) {
        CallLeg& leg = *calls_.find(key);
        if (leg.stage == LegStage::arrived) answer(leg);
    }
    return {};
}

Result<> Service::obey(const RefuseCall& command) {
    if (command.status < 400 || command.status > 699) return refuse(Code::invalid, "bad_status");
    for (const LegKey key : calls_.legs_of(command.call)) {
        if (calls_.find(key)->stage != LegStage::arrived) continue;
        leave(key, LegCause::removed, static_cast<int>(command.status));
    }
    return {};
}

Result<> Service::obey(const EndCall& command) {
    end(command.call);
    return {};
}

Result<> Service::obey(const DialTrunk& command) {
    CHECKED(place_of(command.place));
    Dialling dialling;
    dialling.trunk = command.trunk;
    dialling.number = command.number;
    dialling.caller = command.caller_id;
    return dial(command.call, command.place, std::move(dialling), command.seconds_max);
}

Result<> Service::obey(const DialPhone& command) {
    CHECKED(place_of(command.place));
    Dialling dialling;
    dialling.phone = command.phone;
    dialling.caller = command.caller;
    dialling.caller_name = command.caller_name;
    return dial(command.call, command.place, std::move(dialling), command.seconds_max);
}

Result<> Service::obey(const JoinBrowser& command) {
    TRY(const std::size_t place, place_of(command.place));
    if (calls_.find(command.call) == nullptr) return {};
    TRY(const BrowserOffer offer, parse_browser_offer(command.offer));
    if (const CallLeg* before = calls_.at(command.call, place))
        drop(before->key, LegCause::removed);
    CallLeg joining;
    joining.stage = LegStage::entering;
    joining.terms.codec = offer.format.codec;
    joining.terms.is_encrypted = true;
    auto leg = join(command.call, place, std::move(joining));
    if (!leg) {
        end_if_over(command.call);
        return std::unexpected(leg.error());
    }
    const BrowserTerms terms{draw_word(fragment_letters), draw_word(password_letters),
                             offer.fingerprint, offer.format, draw()};
    const BrowserAnswer answer{sound_address(),         worker_of(command.call).browser_port(),
                               terms.fragment,          terms.password,
                               identity_.fingerprint(), terms.ssrc};
    seat(**leg, [terms, on_key = on_key((*leg)->key)](BrowserPort& browsers) {
        return std::make_unique<BrowserLeg>(browsers, terms, on_key);
    });
    say(BrowserAnswered{{}, command.call, command.place, browser_answer(offer, answer)});
    return {};
}

Result<> Service::obey(const LeaveCall& command) {
    TRY(const std::size_t place, place_of(command.place));
    if (const CallLeg* leg = calls_.at(command.call, place)) leave(leg->key, LegCause::removed);
    return {};
}

Result<> Service::obey(const MoveParty& command) {
    TRY(const std::size_t place, place_of(command.place));
    TRY(const std::size_t to_place, place_of(command.to_place));
    CallLeg* leg = calls_.at(command.call, place);
    if (leg == nullptr || calls_.find(command.to_call) == nullptr) return {};
    if (!leg->dialogue) return refuse(Code::conflict, "not_movable");
    const CallLeg* before = calls_.at(command.to_call, to_place);
    if (before == leg) return {};
    if (before != nullptr) drop(before->key, LegCause::removed);
    move(*leg, command.to_call, to_place);
    end_if_over(command.call);
    return {};
}

Result<> Service::obey(const AnswerTransfer& command) {
    TRY(const std::size_t place, place_of(command.place));
    if (command.status < 200 || command.status > 699) return refuse(Code::invalid, "bad_status");
    const CallLeg* leg = calls_.at(command.call, place);
    if (leg != nullptr && leg->dialogue)
        sip_->tell_transfer(*leg->dialogue, static_cast<int>(command.status));
    return {};
}

}  // namespace parley::voice
