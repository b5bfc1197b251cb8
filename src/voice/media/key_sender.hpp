// Keys pressed on our side, one after the other, each with its time and a pause behind it.
//
// Pure. Bounds: `waiting_max` keys; more are let go.
#pragma once

#include <deque>
#include <optional>

namespace parley::voice {

class KeySender {
public:
    static constexpr std::size_t waiting_max = 64;
    static constexpr int key_ticks = 5;    // 100 ms.
    static constexpr int end_ticks = 2;    // In which its end is told again.
    static constexpr int pause_ticks = 3;  // Before the next.

    struct Part {
        char key = 0;
        int tick = 0;  // 0 … key_ticks + end_ticks + pause_ticks - 1.
        bool is_heard() const { return tick < key_ticks; }
        bool is_told() const { return tick < key_ticks + end_ticks; }
    };

    // What is no key is let go.
    void press(char key);
    // What this tick has of a key; nothing: no key is under way.
    std::optional<Part> next();

private:
    std::deque<char> waiting_;
    int tick_ = 0;  // Of the first.
};

}  // namespace parley::voice
