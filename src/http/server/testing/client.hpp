// For tests: a blocking client that sends bytes as they are given and sees what comes back.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::http::testing {

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{5, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }
    void send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (size <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
    }
    // Reads until what came contains `end`, or the server closes, or 5 s pass without a byte.
    std::string read_until(std::string_view end) const {
        std::string got;
        char byte = 0;
        while (got.find(end) == std::string::npos && ::recv(socket_, &byte, 1, 0) == 1) got += byte;
        return got;
    }
    std::string read(std::size_t size) const {
        std::string got(size, '\0');
        const ssize_t count = ::recv(socket_, got.data(), size, MSG_WAITALL);
        got.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return got;
    }
    // All until the server closes; "…(open)" is appended where it does not.
    std::string read_to_end() const {
        std::string got;
        char buffer[4096];
        for (;;) {
            const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count < 0 && errno == EAGAIN) return got + "…(open)";
            if (count <= 0) return got;
            got.append(buffer, static_cast<std::size_t>(count));
        }
    }

private:
    int socket_;
    bool connected_ = false;
};

}  // namespace parley::http::testing
