#include "bench/voice/control.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "codec/json.hpp"

namespace parley::bench {

Control::Control(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("control: path too long");
    std::strcpy(address.sun_path, path.c_str());
    for (int tried = 0; tried < 200; ++tried) {
        handle_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            return;
        ::close(handle_);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("control: nobody listens");
}

Control::~Control() { ::close(handle_); }

void Control::say(const voice::Command& command) {
    const std::string line = codec::to_json(command) + "\n";
    for (std::size_t at = 0; at < line.size();) {
        const ssize_t sent = ::send(handle_, line.data() + at, line.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("control: the line has ended");
        at += static_cast<std::size_t>(sent);
    }
}

std::optional<voice::Event> Control::next(std::chrono::milliseconds patience) {
    for (;;) {
        const std::size_t end = read_.find('\n');
        if (end != read_.npos) {
            const auto event = codec::from_json<voice::Event>(read_.substr(0, end));
            if (!event) throw std::runtime_error("control: " + read_.substr(0, end));
            read_.erase(0, end + 1);
            return *event;
        }
        pollfd wait{handle_, POLLIN, 0};
        if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
        std::array<char, 65'536> bytes{};
        const ssize_t got = ::recv(handle_, bytes.data(), bytes.size(), 0);
        if (got <= 0) throw std::runtime_error("control: the line has ended");
        read_.append(bytes.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace parley::bench
