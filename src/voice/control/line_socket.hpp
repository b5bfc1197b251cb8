// A local socket that carries lines, to one partner.
//
// It listens at a path until somebody connects; when they are gone, or nobody came in time, it is
// of no more use and says so once. Threads: say() from any; all else is told on a thread of its
// own, one after the other. Bounds: a line of `line_max` bytes, `waiting_max` bytes not yet taken:
// then the partner is let go.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley::voice {

class LineSocket {
public:
    static constexpr std::size_t line_max = 65'536;
    static constexpr std::size_t waiting_max = 4 << 20;
    static constexpr Duration flush_max = 1s;

    struct Told {
        std::function<void()> connected;
        std::function<void(std::string_view)> line;  // Without its end.
        std::function<void()> lost;
    };

    // Throws std::system_error where it cannot listen. A socket left at `path` is replaced.
    explicit LineSocket(std::string path);
    ~LineSocket();

    // Nothing is told before. `patience`: until somebody connects.
    void start(Told told, Duration patience);
    // What was said is still written, for `flush_max`; nothing is told from here on.
    void stop();

    void say(std::string line);  // Dropped while nobody is connected.

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
