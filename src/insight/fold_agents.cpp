// How agents' time passes: by presence, by what they have in hand, in wrap-up.
#include <algorithm>

#include "insight/fold.hpp"

namespace parley::insight {

void Fold::pass_time(AgentClock& clock, Instant now) {
    const Instant from = clock.told_at;
    if (now <= from) return;
    clock.told_at = now;
    if (from == Instant{}) return;  // Nothing was told of this agent before.
    const Place place{clock.agent, {}, {}};
    const auto pass = [&](Counter counter, int times) {
        rollup_.pass(from, now, place, counter, times);
    };
    const bool is_ready = clock.presence == Presence::ready;
    const bool is_wrapping = clock.wrap_up_since != Instant{};
    if (is_ready) pass(Counter::ready_ms, 1);
    if (clock.presence == Presence::away) pass(Counter::away_ms, 1);
    if (is_wrapping) pass(Counter::wrap_up_ms, 1);
    if (clock.load > 0) {
        pass(Counter::busy_ms, 1);
        pass(Counter::load_ms, clock.load);
        clock.share_us += (now - from).count() * 1'000 / clock.load;
    } else if (is_ready && !is_wrapping && clock.ringing == 0) {
        pass(Counter::idle_ms, 1);
    }
}

void Fold::presence_changed(const Happening& happening) {
    AgentClock& clock = ledger_.clock_of(happening.event.agent);
    pass_time(clock, happening.event.at);
    clock.presence = happening.presence;
}

// Another session that ends meanwhile makes it longer; it stays one.
void Fold::wrap_up_started(const Event& event) {
    AgentClock& clock = ledger_.clock_of(event.agent);
    pass_time(clock, event.at);
    if (clock.wrap_up_since == Instant{}) clock.wrap_up_since = event.at;
}

void Fold::wrap_up_extended(const Event& event) {
    rollup_.count(event.at, {event.agent, {}, {}}, Counter::wrap_up_extensions);
}

void Fold::wrap_up_ended(const Event& event) {
    AgentClock& clock = ledger_.clock_of(event.agent);
    pass_time(clock, event.at);
    if (clock.wrap_up_since == Instant{}) return;
    const WrapUp wrap_up{event.agent, clock.wrap_up_since, event.at};
    clock.wrap_up_since = {};
    ledger_.end(wrap_up);
    rollup_.measure(event.at, {event.agent, {}, {}}, Length::wrap_up, wrap_up.to - wrap_up.from);
}

void Fold::take_load(AgentId agent, Instant at, int by) {
    AgentClock& clock = ledger_.clock_of(agent);
    pass_time(clock, at);
    clock.load = std::max(0, clock.load + by);
}

void Fold::ring(AgentId agent, Instant at, int by) {
    AgentClock& clock = ledger_.clock_of(agent);
    pass_time(clock, at);
    clock.ringing = std::max(0, clock.ringing + by);
}

}  // namespace parley::insight
