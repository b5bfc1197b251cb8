#include "bench/chat/rest.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace parley::bench {
namespace {

// The value of a header of ours in the server's own spelling; empty: absent.
std::string_view header(std::string_view head, std::string_view name) {
    const auto at = head.find(fmt::format("\r\n{}: ", name));
    if (at == std::string_view::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

template <class Number>
Number number(std::string_view text) {
    Number value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

Address address_of(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) throw std::invalid_argument("--url must begin with http://");
    url.remove_prefix(scheme.size());
    url = url.substr(0, url.find('/'));
    const auto colon = url.find(':');
    if (colon == std::string_view::npos) return {std::string(url), 80};
    return {std::string(url.substr(0, colon)), number<std::uint16_t>(url.substr(colon + 1))};
}

int connect_to(const Address& address) {
    addrinfo hints{};
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(address.port);
    if (::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &found) != 0) {
        throw std::runtime_error(fmt::format("no such host: {}", address.host));
    }
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int connected = ::connect(socket, found->ai_addr, found->ai_addrlen);
    ::freeaddrinfo(found);
    if (connected != 0) {
        ::close(socket);
        throw std::runtime_error(fmt::format("cannot connect to {}:{}", address.host, port));
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

Rest::Rest(const Address& address) : address_(address), socket_(connect_to(address)) {}

Rest::~Rest() { ::close(socket_); }

boost::json::value Rest::call(std::string_view method, std::string_view path,
                              std::string_view body) {
    std::string request = fmt::format(
        "{} /api/v1{} HTTP/1.1\r\nHost: {}:{}\r\nX-Parley-Request: 1\r\nContent-Length: {}\r\n",
        method, path, address_.host, address_.port, body.size());
    if (!cookie_.empty()) request += fmt::format("Cookie: {}\r\n", cookie_);
    request += "\r\n";
    request += body;
    reopen_if_closed();
    std::string_view left = request;
    while (!left.empty()) {
        const ssize_t size = ::send(socket_, left.data(), left.size(), MSG_NOSIGNAL);
        if (size <= 0) throw std::runtime_error("the server closed a REST connection");
        left.remove_prefix(static_cast<std::size_t>(size));
    }
    const std::string head = receive_head();
    const std::string answer = receive_body(number<std::size_t>(header(head, "Content-Length")));
    const int status = number<int>(std::string_view(head).substr(9, 3));
    if (status >= 400) {
        throw std::runtime_error(fmt::format("{} {}: {} {}", method, path, status, answer));
    }
    const std::string_view set = header(head, "Set-Cookie");
    if (!set.empty()) cookie_ = set.substr(0, set.find(';'));
    return answer.empty() ? boost::json::value() : boost::json::parse(answer);
}

void Rest::reopen_if_closed() {
    char byte = 0;
    if (::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0) return;
    ::close(socket_);
    socket_ = connect_to(address_);
}

void Rest::receive_more() {
    std::array<char, 64 * 1024> buffer;
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) throw std::runtime_error("the server closed a REST connection");
    received_.append(buffer.data(), static_cast<std::size_t>(size));
}

std::string Rest::receive_head() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) receive_more();
    std::string head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    return head;
}

std::string Rest::receive_body(std::size_t size) {
    while (received_.size() < size) receive_more();
    std::string body = received_.substr(0, size);
    received_.erase(0, size);
    return body;
}

}  // namespace parley::bench
