// For tests: another end of SIP over UDP whose every byte is the test's own.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "voice/sip/digest.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice::testing {

// Of a message, as text.
inline std::string header(const std::string& message, const std::string& name, int nth = 0) {
    const std::string start = "\r\n" + name + ": ";
    std::size_t at = 0;
    for (int skipped = 0; skipped <= nth; ++skipped) {
        at = message.find(start, skipped == 0 ? 0 : at + 1);
        if (at == std::string::npos) return {};
    }
    const auto begin = at + start.size();
    return message.substr(begin, message.find("\r\n", begin) - begin);
}

inline int status_of(const std::string& message) {
    return message.starts_with("SIP/2.0 ") ? std::stoi(message.substr(8, 3)) : 0;
}

inline std::string body_of(const std::string& message) {
    return message.substr(message.find("\r\n\r\n") + 4);
}

inline std::string quoted_in(const std::string& text, const std::string& name) {
    const auto at = text.find(name + "=\"");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 2;
    return text.substr(begin, text.find('"', begin) - begin);
}

class Peer {
public:
    // At loopback, to a stack there.
    Peer(const std::string& address, const SipOptions& stack) : address_(address), stack_(stack) {
        socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
        sockaddr_in own = at(address, 0);
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
        socklen_t size = sizeof own;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&own), &size);
        port_ = ntohs(own.sin_port);
    }
    ~Peer() { ::close(socket_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    std::uint16_t port() const { return port_; }
    int socket() const { return socket_; }
    std::string uri() const {
        return contact_.empty() ? fmt::format("sip:peer@{}:{}", address_, port_) : contact_;
    }
    void calls_itself(std::string contact) { contact_ = std::move(contact); }

    void send(const std::string& text) const {
        const sockaddr_in to = at(stack_.address, stack_.port);
        ::sendto(socket_, text.data(), text.size(), 0, reinterpret_cast<const sockaddr*>(&to),
                 sizeof to);
    }

    // The next that is not "100 Trying"; empty: none within the time.
    std::string receive(int within_ms = 3'000) const {
        for (;;) {
            pollfd waiting{socket_, POLLIN, 0};
            if (::poll(&waiting, 1, within_ms) != 1) return {};
            std::array<char, 65'536> bytes{};
            const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (size <= 0) return {};
            std::string text(bytes.data(), static_cast<std::size_t>(size));
            if (status_of(text) != 100) return text;
        }
    }
    // The next that begins so; others are passed over.
    std::string receive_any(const std::string& start, int within_ms = 5'000) const {
        for (;;) {
            std::string text = receive(within_ms);
            if (text.empty() || text.starts_with(start)) return text;
        }
    }

    struct Request {
        std::string method = "INVITE";
        std::string target;  // Empty: sip:USER@stack.
        std::string user = "4001";
        std::string from_user = "peer";
        std::string call_id = "call";
        std::string to_tag;
        int cseq = 1;
        std::string branch;   // Empty: one of its own.
        std::string headers;  // Whole lines.
        std::string body;
    };

    std::string text_of(const Request& request) {
        const std::string place = fmt::format("{}:{}", stack_.address, stack_.port);
        const std::string target =
            request.target.empty() ? fmt::format("sip:{}@{}", request.user, place) : request.target;
        const std::string branch = request.branch.empty()
                                       ? fmt::format("z9hG4bK{}{}", port_, ++branches_)
                                       : request.branch;
        return fmt::format(
            "{} {} SIP/2.0\r\nVia: SIP/2.0/UDP {}:{};branch={};rport\r\nMax-Forwards: 70\r\n"
            "From: <sip:{}@{}>;tag=peer\r\nTo: <sip:{}@{}>{}\r\nCall-ID: {}\r\nCSeq: {} {}\r\n"
            "Contact: <{}>\r\n{}Content-Length: {}\r\n\r\n{}",
            request.method, target, address_, port_, branch, request.from_user, place, request.user,
            place, request.to_tag.empty() ? "" : ";tag=" + request.to_tag, request.call_id,
            request.cseq, request.method, uri(), request.headers, request.body.size(),
            request.body);
    }
    std::string ask(const Request& request) {
        send(text_of(request));
        return receive();
    }
    // To a request of theirs.
    void respond(const std::string& request, int status, const std::string& headers = "",
                 const std::string& body = "", const std::string& tag = "theirs") const {
        std::string vias;
        for (int nth = 0; !header(request, "Via", nth).empty(); ++nth)
            vias += "Via: " + header(request, "Via", nth) + "\r\n";
        std::string to = header(request, "To");
        if (to.find("tag=") == std::string::npos) to += ";tag=" + tag;
        send(
            fmt::format("SIP/2.0 {} Word\r\n{}From: {}\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {}\r\n"
                        "Contact: <{}>\r\n{}Content-Length: {}\r\n\r\n{}",
                        status, vias, header(request, "From"), to, header(request, "Call-ID"),
                        header(request, "CSeq"), uri(), headers, body.size(), body));
    }

private:
    static sockaddr_in at(const std::string& address, std::uint16_t port) {
        sockaddr_in made{};
        made.sin_family = AF_INET;
        made.sin_port = htons(port);
        ::inet_pton(AF_INET, address.c_str(), &made.sin_addr);
        return made;
    }

    std::string address_;
    std::string contact_;  // Where it says it is; empty: where it is.
    SipOptions stack_;
    int socket_ = -1;
    std::uint16_t port_ = 0;
    int branches_ = 0;
};

inline std::string tag_of(const std::string& message, const std::string& name = "To") {
    const std::string value = header(message, name);
    const auto at = value.find("tag=");
    return at == std::string::npos ? "" : value.substr(at + 4);
}

// What answers the challenge in a 401: of the two the one of that algorithm.
inline std::string authorization(const std::string& refusal, const std::string& method,
                                 const std::string& user, const std::string& password,
                                 DigestHash hash = DigestHash::md5, int nc = 1) {
    std::string challenge = header(refusal, "WWW-Authenticate");
    if (challenge.find(fmt::format("algorithm={}", name_of(hash))) == std::string::npos)
        challenge = header(refusal, "WWW-Authenticate", 1);
    Credentials made{user,
                     quoted_in(challenge, "realm"),
                     quoted_in(challenge, "nonce"),
                     "sip:parley",
                     "",
                     "cnonce",
                     fmt::format("{:08x}", nc),
                     "auth",
                     hash};
    const std::string ha1 = hash_hex(hash, fmt::format("{}:{}:{}", user, made.realm, password));
    return fmt::format(
        "Authorization: Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{}\", "
        "response=\"{}\", cnonce=\"{}\", nc={}, qop=auth, algorithm={}\r\n",
        user, made.realm, made.nonce, made.uri, digest_response(made, ha1, method), made.cnonce,
        made.nc, name_of(hash));
}

}  // namespace parley::voice::testing
