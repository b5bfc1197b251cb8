#include "bench/ws/client.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "bench/ws/wire.hpp"

namespace parley::bench {
namespace {

const std::string handshake = upgrade_request("localhost", "/echo");
constexpr int connections_per_source = 5'000;

void check_answer(const std::function<bool(char&)>& read_byte) {
    std::string answer;
    while (!answer.ends_with("\r\n\r\n")) {
        char byte = 0;
        if (!read_byte(byte)) throw std::runtime_error("load: no handshake");
        answer.push_back(byte);
    }
    if (!answer.starts_with("HTTP/1.1 101")) throw std::runtime_error("load: handshake refused");
}

// Each handshake is a full one: no session is taken up again. The certificate is our own server's.
void upgrade_over_tls(int socket) {
    static SSL_CTX* const context = ::SSL_CTX_new(::TLS_client_method());
    const std::unique_ptr<SSL, decltype(&::SSL_free)> ssl(::SSL_new(context), ::SSL_free);
    ::SSL_set_fd(ssl.get(), socket);
    if (::SSL_connect(ssl.get()) != 1) throw std::runtime_error("load: no TLS handshake");
    if (::SSL_write(ssl.get(), handshake.data(), static_cast<int>(handshake.size())) <= 0)
        throw std::runtime_error("load: a connection broke");
    check_answer([&](char& byte) { return ::SSL_read(ssl.get(), &byte, 1) == 1; });
}

}  // namespace

int connect_to(std::uint16_t port, int index) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr =
        htonl(INADDR_LOOPBACK + static_cast<std::uint32_t>(index / connections_per_source));
    const int on = 1;
    ::setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        throw std::runtime_error("load: cannot connect");
    }
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

int open_websocket(const Target& target, int index) {
    const int socket = connect_to(target.port, index);
    if (target.tls) {
        upgrade_over_tls(socket);
        return socket;
    }
    if (::send(socket, handshake.data(), handshake.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(handshake.size()))
        throw std::runtime_error("load: a connection broke");
    check_answer([&](char& byte) { return ::recv(socket, &byte, 1, 0) == 1; });
    return socket;
}

void leave_at_once(int socket) {
    const linger now{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(socket);
}

}  // namespace parley::bench
