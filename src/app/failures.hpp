// Counts wrong passwords per e-mail address, so that guessing is slow. Momentary: a restart
// forgets.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace parley::app {

class Failures {
public:
    static constexpr std::size_t addresses_max = 10'000;  // Beyond it the oldest are forgotten.

    Failures(int most, Duration within) : most_(most), within_(within) {}

    bool too_many(const std::string& address, Instant now);
    void count(const std::string& address, Instant now);
    void forget(const std::string& address);

private:
    const int most_;
    const Duration within_;
    std::mutex mutex_;  // Requests run on several threads.
    std::unordered_map<std::string, std::deque<Instant>> failures_;
    std::deque<std::string> order_;
};

}  // namespace parley::app
