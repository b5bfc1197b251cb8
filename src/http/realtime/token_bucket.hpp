// How often somebody may do something: `burst` at once, then `per_second` on average.
#pragma once

#include <algorithm>

#include "base/time.hpp"

namespace parley::http {

class TokenBucket {
public:
    TokenBucket(double per_second, double burst, Instant now)
        : per_second_(per_second), burst_(burst), tokens_(burst), filled_at_(now) {}

    // Takes one token; if there is none, says how long to wait for it and takes nothing.
    Duration take(Instant now) {
        if (now > filled_at_) {
            const auto passed = static_cast<double>((now - filled_at_).count()) / 1000;
            tokens_ = std::min(burst_, tokens_ + passed * per_second_);
            filled_at_ = now;
        }
        if (tokens_ >= 1) {
            tokens_ -= 1;
            return Duration{0};
        }
        const double seconds = (1 - tokens_) / per_second_;
        return Duration{static_cast<Duration::rep>(seconds * 1000) + 1};
    }

    // As of the last take().
    double left() const { return tokens_; }
    Duration full_in() const {
        return Duration{static_cast<Duration::rep>((burst_ - tokens_) / per_second_ * 1000)};
    }

private:
    double per_second_;
    double burst_;
    double tokens_;
    Instant filled_at_;
};

}  // namespace parley::http
