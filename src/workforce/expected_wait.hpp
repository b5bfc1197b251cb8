// How long somebody at a place in the queue will wait, from what can be seen at that moment.
//
// Sources: R. Ibrahim, W. Whitt, "Real-time delay estimation in overloaded multiserver queues with
// abandonments" (Management Science 55, 2009): QL, QL with abandonment, HOL (the wait so far of the
// one at the head) and LES (the wait of the last to enter service), of which the last two need no
// formula. OpenSIPS: its module call_center's documented "queued calls x average call duration /
// agents". Asterisk: its documented hold time, a quarter new and three quarters old, in whole
// seconds. Refusals: see bounds.hpp.
#pragma once

#include <cstdint>

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct Staffed {
    int servers = 1;
    double service = 0;   // Rate of one.
    double patience = 0;  // Rate at which one waiting contact gives up; 0: never.
};

// Place 1 is served next: (place) / (n mu).
Result<double> wait_by_length(int place, const Staffed& staffed);

// Of one who stays while others give up: the sum over k = 0 … place - 1 of 1 / (n mu + k theta).
Result<double> wait_by_place(int place, const Staffed& staffed);

// `waiting` others, before one joins them.
Result<double> wait_by_opensips(int waiting, double mean_handling, int agents);

// Asterisk's average of past waits. In seconds.
class HoldTime {
public:
    void served_after(std::int64_t wait_s) { seconds_ = (3 * seconds_ + wait_s) / 4; }
    std::int64_t seconds() const { return seconds_; }

private:
    std::int64_t seconds_ = 0;
};

}  // namespace parley::workforce
