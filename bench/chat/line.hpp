// One client's realtime line: a WebSocket that is opened blocking and then only read and written
// as far as the socket allows, so that one thread serves a thousand.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "bench/chat/rest.hpp"

namespace parley::bench {

class Line {
public:
    // `cookie` is empty for a visitor. Throws std::runtime_error where the upgrade is refused.
    Line(const Address& address, const std::string& cookie);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    int socket() const { return socket_; }
    // What the socket does not take at once waits for the next send or read.
    void send(std::string_view text);
    // Hands over every whole text frame that has arrived. Throws std::runtime_error once closed.
    void read(const std::function<void(std::string_view)>& on_text);
    // Blocks until a text frame that begins with `{"type":"<type>"`; those before it are dropped,
    // those after it are handed over next.
    std::string wait_for(std::string_view type);

private:
    void put(char opcode, std::string_view payload);
    void flush();
    // Takes one frame off `bytes`; false where it is not whole yet.
    bool take(std::string_view& bytes, const std::function<void(std::string_view)>& on_text);

    int socket_;
    std::string unsent_;
    std::string unread_;             // The beginning of a frame.
    std::deque<std::string> early_;  // Frames that came with the one that was waited for.
};

}  // namespace parley::bench
