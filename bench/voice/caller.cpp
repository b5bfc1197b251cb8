#include "bench/voice/caller.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace parley::bench {
namespace {

constexpr int buffer_bytes = 8 << 20;
constexpr double patience = 5;       // Seconds.
constexpr double again_after = 0.5;  // T1 of SIP over UDP: what is lost is asked again.

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// What follows a word, up to the end of the line.
std::string_view line_of(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    if (at == text.npos) return {};
    text.remove_prefix(at + word.size());
    return text.substr(0, text.find("\r\n"));
}

}  // namespace

Caller::Caller(std::uint16_t server_port)
    : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      server_port_(server_port) {
    const sockaddr_in any = loopback(0);
    if (socket_ < 0 || ::bind(socket_, reinterpret_cast<const sockaddr*>(&any), sizeof any) != 0)
        throw std::runtime_error("no socket for SIP");
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
}

Caller::~Caller() { ::close(socket_); }

void Caller::send(const std::string& text) const {
    const sockaddr_in to = loopback(server_port_);
    ::sendto(socket_, text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&to),
             sizeof to);
}

std::string Caller::request(const char* method, std::size_t call, int number,
                            const std::string& to) const {
    return fmt::format(
        "{0} sip:4001@127.0.0.1:{1} SIP/2.0\r\n"
        "Via: SIP/2.0/UDP 127.0.0.1:{2};branch=z9hG4bK-{3}-{4}-{5}-{0}\r\n"
        "From: <sip:caller@127.0.0.1:{2}>;tag=t{3}-{4}\r\nTo: {6}\r\n"
        "Call-ID: {3}-{4}-{2}\r\nCSeq: {5} {7}\r\nMax-Forwards: 70\r\n"
        "Contact: <sip:caller@127.0.0.1:{2}>\r\n",
        method, server_port_, port_, run_, call, number, to,
        std::string_view(method) == "ACK" ? "ACK" : method);
}

std::vector<Placed> Caller::place(const std::vector<std::uint16_t>& sound_ports, double rate) {
    ++run_;
    answered_ = 0;
    std::vector<Placed> calls(sound_ports.size());
    std::vector<double> placed_at(sound_ports.size());
    const std::string to = fmt::format("<sip:4001@127.0.0.1:{}>", server_port_);
    const double begun = now();
    std::size_t placed = 0;
    double last = begun;
    auto invite = [&](std::size_t at) {
        const std::string sdp = fmt::format(
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            "m=audio {} RTP/AVP 8\r\n",
            sound_ports[at]);
        send(request("INVITE", at, 1, to) +
             fmt::format("Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{}",
                         sdp.size(), sdp));
    };
    double asked_again = begun;
    while (answered_ < calls.size() && now() < last + patience) {
        for (; placed < calls.size() && now() >= begun + static_cast<double>(placed) / rate;
             ++placed) {
            placed_at[placed] = last = now();
            invite(placed);
        }
        read_answers(calls, placed_at);
        if (now() - asked_again > again_after) {
            asked_again = now();
            for (std::size_t at = 0; at < placed; ++at)
                if (calls[at].sound_port == 0 && asked_again - placed_at[at] > again_after)
                    invite(at);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return calls;
}

void Caller::read_answers(std::vector<Placed>& calls, const std::vector<double>& placed_at) {
    std::array<char, 4'096> bytes{};
    for (ssize_t size; (size = ::recv(socket_, bytes.data(), bytes.size(), 0)) > 0;) {
        const std::string_view text(bytes.data(), static_cast<std::size_t>(size));
        if (!text.starts_with("SIP/2.0 200") || !text.contains("m=audio ")) continue;
        const std::string_view id = line_of(text, "Call-ID: ");
        const std::size_t dash = id.find('-');
        if (dash == id.npos || std::atoi(id.data()) != run_) continue;
        const auto at = static_cast<std::size_t>(std::atol(id.data() + dash + 1));
        if (at >= calls.size()) continue;
        Placed& call = calls[at];
        if (call.sound_port == 0) {
            ++answered_;
            call.sound_port =
                static_cast<std::uint16_t>(std::atoi(line_of(text, "m=audio ").data()));
            call.answer_ms = (now() - placed_at[at]) * 1'000;
            call.to = line_of(text, "To: ");
        }
        send(request("ACK", at, 1, call.to) + "Content-Length: 0\r\n\r\n");
    }
}

void Caller::hang_up(const std::vector<Placed>& calls) {
    for (std::size_t at = 0; at < calls.size(); ++at) {
        if (calls[at].sound_port == 0) continue;
        send(request("BYE", at, 2, calls[at].to) + "Content-Length: 0\r\n\r\n");
        if (at % 50 == 49) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    std::array<char, 4'096> bytes{};
    while (::recv(socket_, bytes.data(), bytes.size(), 0) > 0) {
    }
}

}  // namespace parley::bench
