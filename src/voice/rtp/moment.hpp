// When a packet came or goes, by the system's clock: finer than an Instant.
#pragma once

#include <chrono>

namespace parley::voice {

using Moment = std::chrono::sys_time<std::chrono::microseconds>;

inline Moment moment_of_system() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

}  // namespace parley::voice
