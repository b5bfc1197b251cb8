#include "bench/chat/line.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <vector>

#include "bench/ws/wire.hpp"

namespace parley::bench {
namespace {

constexpr char close_opcode = 0x8;
constexpr char ping_opcode = 0x9;
constexpr char pong_opcode = 0xA;
constexpr int wait_ms = 30'000;

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::size_t big_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8 | byte_at(bytes, i);
    return value;
}

}  // namespace

Line::Line(const Address& address, const std::string& cookie) : socket_(connect_to(address)) {
    unsent_ = upgrade_request(fmt::format("{}:{}", address.host, address.port), "/api/v1/realtime",
                              cookie.empty() ? "" : fmt::format("Cookie: {}\r\n", cookie));
    flush();
    std::string answer;
    while (!answer.ends_with("\r\n\r\n")) {
        char byte = 0;
        if (::recv(socket_, &byte, 1, 0) != 1) throw std::runtime_error("no WebSocket handshake");
        answer.push_back(byte);
    }
    if (!answer.starts_with("HTTP/1.1 101")) {
        throw std::runtime_error("WebSocket refused: " + answer.substr(0, answer.find('\r')));
    }
    ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
}

Line::~Line() { ::close(socket_); }

void Line::send(std::string_view text) { put(text_opcode, text); }

void Line::put(char opcode, std::string_view payload) {
    append_frame(unsent_, opcode, payload);
    flush();
}

void Line::flush() {
    while (!unsent_.empty()) {
        const ssize_t size = ::send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) {
            read([](std::string_view) {});  // It may have said why.
            throw std::runtime_error("a realtime line broke");
        }
        unsent_.erase(0, static_cast<std::size_t>(size));
    }
}

void Line::read(const std::function<void(std::string_view)>& on_text) {
    for (; !early_.empty(); early_.pop_front()) on_text(early_.front());
    static std::vector<char> buffer(256 * 1024);
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) throw std::runtime_error("the server closed a realtime line");
    std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
    std::string joined;
    if (!unread_.empty()) {
        joined.swap(unread_);
        joined += bytes;
        bytes = joined;
    }
    while (take(bytes, on_text)) {
    }
    unread_ = bytes;
    flush();
}

bool Line::take(std::string_view& bytes, const std::function<void(std::string_view)>& on_text) {
    if (bytes.size() < 2) return false;
    std::size_t header_size = 2;
    std::size_t size = byte_at(bytes, 1) & 0x7F;
    if (size >= 126) {
        const std::size_t length_size = size == 126 ? 2 : 8;
        header_size += length_size;
        if (bytes.size() < header_size) return false;
        size = big_endian(bytes.substr(2, length_size));
    }
    if (bytes.size() < header_size + size) return false;
    const auto opcode = static_cast<char>(byte_at(bytes, 0) & 0x0F);
    const std::string_view payload = bytes.substr(header_size, size);
    bytes.remove_prefix(header_size + size);
    if (opcode == text_opcode) {
        on_text(payload);
    } else if (opcode == ping_opcode) {
        put(pong_opcode, payload);
    } else if (opcode == close_opcode) {
        const std::size_t code = size >= 2 ? big_endian(payload.substr(0, 2)) : 1005;
        throw std::runtime_error(fmt::format("the server closed a realtime line: {}", code));
    }
    return true;
}

std::string Line::wait_for(std::string_view type) {
    const std::string beginning = fmt::format(R"({{"type":"{}")", type);
    for (;;) {
        while (!early_.empty()) {
            const std::string text = std::move(early_.front());
            early_.pop_front();
            if (text.starts_with(beginning)) return text;
        }
        pollfd waited{socket_, POLLIN, 0};
        if (::poll(&waited, 1, wait_ms) != 1) {
            throw std::runtime_error(fmt::format("the server sent no {}", type));
        }
        std::deque<std::string> came;
        read([&](std::string_view text) { came.emplace_back(text); });
        early_ = std::move(came);
    }
}

}  // namespace parley::bench
