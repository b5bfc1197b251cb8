// What becomes of calls and their legs, whether it came by SIP, by a command, or by silence.
#include <utility>

#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "voice/browser/browser_port.hpp"
#include "voice/media/leg.hpp"
#include "voice/service.hpp"

namespace parley::voice {
Result<CallEntry*> Service::open(CallId call) {
    TRY(CallEntry * entry, calls_.open(call));
    worker_of(call).post(
        [key = entry->bridge](Worker::Bridges& bridges, BrowserPort&) { bridges[key]; });
    return entry;
}

Result<CallLeg*> Service::join(CallId call, std::size_t place, CallLeg leg) {
    TRY(CallLeg * joined, calls_.join(call, place, std::move(leg)));
    const LegKey key = joined->key;
    joined->terms.watch = std::make_shared<Watch>(options_.silence_max, [this, key](Sign sign) {
        sip_->run([this, key, sign] { saw(key, sign); });
    });
    return joined;
}

AudioStream::OnKey Service::on_key(LegKey key) {
    return [this, key](char pressed) {
        sip_->run([this, key, pressed] {
            if (const CallLeg* leg = calls_.find(key))
                say(KeyPressed{{}, leg->call, told(leg->place), std::string(1, pressed)});
        });
    };
}

void Service::seat(const CallLeg& leg, std::function<std::unique_ptr<Party>(BrowserPort&)> make) {
    post(leg.call, [place = leg.place, watch = leg.terms.watch, make = std::move(make)](
                       Bridge& bridge, BrowserPort& browsers) {
        bridge.join(place, Seat{make(browsers), watch});
    });
}

void Service::agree(CallLeg& leg, AudioTerms terms) {
    terms.signalled_from = leg.terms.signalled_from;
    leg.terms.codec = terms.format.codec;
    leg.terms.is_encrypted = terms.keys.has_value();
    leg.terms.agreed = terms;
    leg.terms.watch->set_patient(terms.direction != Direction::both);
    if (leg.terms.socket) {
        auto socket = std::make_shared<UdpSocket>(std::move(*leg.terms.socket));
        leg.terms.socket.reset();
        seat(leg, [socket, terms, ssrc = draw(), on_key = on_key(leg.key)](BrowserPort&) {
            return std::make_unique<Leg>(std::move(*socket), terms, ssrc, on_key);
        });
    } else {
        with_party(leg, [terms](Party& party) { dynamic_cast<Leg&>(party).agree(terms); });
    }
    const bool was_held = std::exchange(leg.is_held, !may_send(terms.direction));
    if (leg.is_held != was_held && leg.stage == LegStage::joined)
        say(LegHeld{{}, leg.call, told(leg.place), leg.is_held});
}

void Service::joined(CallLeg& leg) {
    leg.stage = LegStage::joined;
    say(LegJoined{{}, leg.call, told(leg.place), leg.terms.codec, leg.terms.is_encrypted});
}

void Service::saw(LegKey key, Sign sign) {
    CallLeg* leg = calls_.find(key);
    if (leg == nullptr) return;
    switch (sign) {
        case Sign::sounds:
            if (!leg->dialogue && leg->stage == LegStage::entering) joined(*leg);
            break;
        case Sign::gone: {
            const bool was_there = leg->stage == LegStage::joined;
            leave(key, was_there ? LegCause::hung_up : LegCause::failed);
            break;
        }
        case Sign::silent: leave(key, LegCause::dead_line); break;
    }
}

void Service::part(const CallLeg& leg, int status) {
    if (!leg.dialogue || leg.is_parted) return;
    parting_.insert(*leg.dialogue);
    if (leg.stage == LegStage::arrived)
        sip_->refuse(*leg.dialogue, status == 0 ? 480 : status);
    else
        sip_->hang_up(*leg.dialogue);
}

void Service::drop(LegKey key, LegCause cause, int status) {
    const CallLeg* standing = calls_.find(key);
    if (standing == nullptr) return;
    const std::shared_ptr<Watch> watch = standing->terms.watch;
    post(standing->call, [watch](Bridge& bridge, BrowserPort&) { bridge.leave(watch); });
    const auto leg = calls_.leave(key);
    part(*leg, status);
    const AudioStream::Figures figures = watch->figures();
    log_info("leg_left", {{"cause", name_of(cause)},
                          {"status", status},
                          {"packets", figures.packets},
                          {"lost", figures.lost},
                          {"mos_percent", figures.mos_percent}});
    say(LegLeft{{},
                leg->call,
                told(leg->place),
                cause,
                status,
                figures.packets,
                figures.lost,
                figures.jitter_us,
                figures.mos_percent});
}

// With its socket and all that waits in its buffer. Its way leads by this thread, which knows where
// it belongs by then.
void Service::move(CallLeg& leg, CallId to, std::size_t to_place) {
    const AudioStream::Figures figures = leg.terms.watch->figures();
    say(LegLeft{{},
                leg.call,
                told(leg.place),
                LegCause::transferred,
                0,
                figures.packets,
                figures.lost,
                figures.jitter_us,
                figures.mos_percent});
    post(leg.call, [this, key = leg.key, watch = leg.terms.watch](Bridge& from, BrowserPort&) {
        auto seat = from.leave(watch);
        if (!seat) return;
        sip_->run(
            [this, key, moved = std::make_shared<Seat>(std::move(*seat))] { settle(key, moved); });
    });
    calls_.move(leg.key, to, to_place);
}

void Service::settle(LegKey key, const std::shared_ptr<Seat>& seat) {
    CallLeg* leg = calls_.find(key);
    if (leg == nullptr) return;
    post(leg->call, [place = leg->place, seat](Bridge& bridge, BrowserPort&) {
        bridge.join(place, std::move(*seat));
    });
    if (leg->terms.agreed) agree(*leg, *leg->terms.agreed);  // It may have changed on the way.
    if (leg->stage == LegStage::joined) joined(*leg);
}

void Service::leave(LegKey key, LegCause cause, int status) {
    const CallLeg* leg = calls_.find(key);
    if (leg == nullptr) return;
    const CallId call = leg->call;
    drop(key, cause, status);
    end_if_over(call);
}

void Service::end_if_over(CallId call) {
    if (calls_.find(call) != nullptr && calls_.is_empty(call)) end(call);
}

void Service::end(CallId call) {
    for (const LegKey leg : calls_.legs_of(call)) drop(leg, LegCause::removed);
    if (!close(call)) return;
    log_info("call_ended", {{"call", call.text()}});
    say(CallEnded{{}, call});
}

// Nothing is told.
bool Service::close(CallId call) {
    const auto entry = calls_.close(call);
    if (!entry) return false;
    worker_of(call).post(
        [key = entry->bridge](Worker::Bridges& bridges, BrowserPort&) { bridges.erase(key); });
    return true;
}

}  // namespace parley::voice
