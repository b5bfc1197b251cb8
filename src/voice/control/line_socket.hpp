// A local socket that carries lines, to one partner at a time.
//
// It listens at a path; who connects later takes the place of who was there, since a server that
// was started again must find its calls. Threads: say() from any; lines are told on a thread of its
// own, one after the other. Bounds: a line of `line_max` bytes, `waiting_max` bytes not yet taken:
// then the partner is let go.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace parley::voice {

class LineSocket {
public:
    static constexpr std::size_t line_max = 65'536;
    static constexpr std::size_t waiting_max = 4 << 20;

    struct Told {
        std::function<void()> connected;
        std::function<void(std::string_view)> line;  // Without its end.
    };

    // Throws std::system_error where it cannot listen. A socket left at `path` is replaced.
    explicit LineSocket(std::string path);
    ~LineSocket();

    void start(Told told);  // Nothing is told before.
    void stop();            // Nothing is told from here on, and nothing said.

    // Lost while nobody is connected: who connects asks how things stand.
    void say(std::string line);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
