#include <fmt/format.h>

#include <utility>

#include "base/log.hpp"
#include "codec/json.hpp"
#include "voice/browser/browser_sdp.hpp"
#include "voice/service.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t fragment_letters = 8;
constexpr std::size_t password_letters = 24;

bool is_guest_place(std::int64_t place) {
    return place > 0 && place < static_cast<std::int64_t>(Bridge::parties_max);
}

std::uint64_t key_of(std::int64_t call) { return static_cast<std::uint64_t>(call); }

}  // namespace

void Service::heard(std::string_view line) {
    const auto command = codec::from_json<Command>(line);
    if (!command) {
        log_warning("control_line_malformed", {{"why", command.error().reason}});
        return say(CommandRefused{{}, "", command.error().reason, 0});
    }
    std::visit(
        [this](const auto& one) {
            const auto outcome = obey(one);
            if (outcome) return;
            say(CommandRefused{{},
                               std::string(std::remove_cvref_t<decltype(one.type)>::word),
                               outcome.error().reason,
                               one.call});
        },
        *command);
}

Result<> Service::obey(const AnswerCall& command) {
    const auto call = calls_.find(key_of(command.call));
    if (call == calls_.end() || call->second.port != 0) return {};
    return answer(call->first, call->second);
}

Result<> Service::obey(const RefuseCall& command) {
    if (command.status < 400 || command.status > 699) return refuse(Code::invalid, "bad_status");
    const auto call = calls_.find(key_of(command.call));
    if (call == calls_.end() || call->second.port != 0) return {};
    sip_->refuse(DialogueKey{call->first}, static_cast<int>(command.status));
    return {};
}

Result<> Service::obey(const EndCall& command) {
    sip_->hang_up(DialogueKey{key_of(command.call)});
    return {};
}

Result<> Service::obey(const JoinBrowser& command) {
    if (!is_guest_place(command.place)) return refuse(Code::invalid, "bad_place");
    const auto call = calls_.find(key_of(command.call));
    if (call == calls_.end() || call->second.port == 0) return {};
    TRY(const BrowserOffer offer, parse_browser_offer(command.offer));
    const std::uint64_t key = call->first;
    BrowserTerms terms{draw_word(fragment_letters), draw_word(password_letters), offer.fingerprint,
                       offer.format, draw()};
    const BrowserAnswer answer{sound_address(), worker_of(key).browser_port(), terms.fragment,
                               terms.password,  identity_.fingerprint(),       terms.ssrc};
    auto on_key = [this, call = command.call, place = command.place](char pressed) {
        say(KeyPressed{{}, call, place, std::string(1, pressed)});
    };
    const auto place = static_cast<std::size_t>(command.place);
    post(key, [place, terms = std::move(terms), on_key](Bridge& bridge, BrowserPort& browsers) {
        bridge.join(place, std::make_unique<BrowserLeg>(browsers, terms, on_key));
    });
    say(BrowserAnswered{{}, command.call, command.place, browser_answer(offer, answer)});
    return {};
}

Result<> Service::obey(const LeaveCall& command) {
    if (!is_guest_place(command.place)) return refuse(Code::invalid, "bad_place");
    post(key_of(command.call), [place = static_cast<std::size_t>(command.place)](
                                   Bridge& bridge, BrowserPort&) { bridge.leave(place); });
    return {};
}

Result<> Service::obey(const SetHearing& command) {
    constexpr auto places = static_cast<std::int64_t>(Bridge::places);
    for (const Hearing& hearing : command.hearings) {
        if (hearing.listener < 0 || hearing.listener >= places || hearing.source < 0 ||
            hearing.source >= places)
            return refuse(Code::invalid, "bad_place");
        if (hearing.percent < 0 || hearing.percent > 400) return refuse(Code::invalid, "bad_gain");
    }
    post(key_of(command.call), [hearings = command.hearings](Bridge& bridge, BrowserPort&) {
        for (const Hearing& hearing : hearings)
            bridge.mix().set_gain(static_cast<std::size_t>(hearing.listener),
                                  static_cast<std::size_t>(hearing.source),
                                  static_cast<int>(hearing.percent * Mix::unity / 100));
    });
    return {};
}

Result<> Service::obey(const PauseRecording& command) {
    post(key_of(command.call), [paused = command.paused](Bridge& bridge, BrowserPort&) {
        if (Recording* recording = bridge.recording()) recording->set_paused(paused);
    });
    return {};
}

}  // namespace parley::voice
