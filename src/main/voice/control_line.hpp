// The child process `parley voice` and the line to it: started again half a second after it ends.
//
//     on_line(text)   a line it said
//     on_lost()       it is gone, and what it carried with it; told once for each time it was there
//
// Threads: everything on the thread that runs `io`. Bounds: lines as voice/control has them.
#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/task.hpp"

namespace parley {

class ControlLine {
public:
    struct Listener {
        std::function<void(std::string_view)> on_line;
        std::function<void()> on_lost;
    };

    // `words`: of the command, the program first. `socket`: where the child listens.
    ControlLine(boost::asio::io_context& io, std::vector<std::string> words, std::string socket,
                Listener listener);

    Task<> run();  // Until stop().
    void stop();
    void say(const std::string& line);  // Nothing where nobody is there.
    bool is_up() const { return socket_.has_value() && is_connected_; }

private:
    Task<> talk();
    Task<> write_all();

    boost::asio::io_context& io_;
    std::vector<std::string> words_;
    const std::string path_;
    const Listener listener_;
    std::optional<boost::asio::local::stream_protocol::socket> socket_;
    std::deque<std::string> outgoing_;
    bool is_connected_ = false;
    bool is_writing_ = false;
    bool is_stopping_ = false;
    pid_t child_ = -1;
};

}  // namespace parley
