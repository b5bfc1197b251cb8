#include "voice/sip/agent.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sofia-sip/nta_tag.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/tport_tag.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <utility>

#include "voice/sip/message_gate.hpp"

namespace parley::voice {
namespace {

constexpr const char* methods =
    "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, NOTIFY, REGISTER";
constexpr const char* answered_by_us = "INVITE, REGISTER, OPTIONS, UPDATE, INFO, REFER";
constexpr const char* extensions = "100rel, timer, replaces";
constexpr unsigned session_seconds = 1'800;
constexpr unsigned session_seconds_min = 90;
constexpr std::size_t message_max = 65'536;
constexpr unsigned udp_mtu = 65'000;  // Carriers take long datagrams, and many no TCP.
constexpr unsigned inactive_ms = 1'800'000;

// What Via says; where we listen at all addresses sofia takes one that the machine has.
std::string via_host(const Agent::Terms& terms) {
    const auto numeric = IpAddress::parse(terms.public_host);
    return numeric && numeric->is_any() ? "*" : terms.public_host;
}

std::string plain_url(const Agent::Terms& terms) {
    // Both UDP and TCP, which must not be said: a list of transports crashes sofia 1.12.11.
    return fmt::format("sip:{}:{};maddr={}", via_host(terms), terms.port, terms.address.host());
}

std::string tls_url(const Agent::Terms& terms) {
    const std::string port = terms.tls_port == 0 ? "*" : fmt::format("{}", terms.tls_port);
    return fmt::format("sips:{}:{};maddr={};transport=tls", via_host(terms), port,
                       terms.address.host());
}

// The address that what goes to `peer` leaves by.
std::string address_towards(const IpAddress& peer) {
    const int probe = ::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(9);
    std::memcpy(&to.sin6_addr, peer.bytes.data(), peer.bytes.size());
    sockaddr_in6 from{};
    socklen_t size = sizeof from;
    const auto* target = reinterpret_cast<const sockaddr*>(&to);
    std::string host = "127.0.0.1";
    if (::connect(probe, target, sizeof to) == 0 &&
        ::getsockname(probe, reinterpret_cast<sockaddr*>(&from), &size) == 0)
        host = IpAddress::of(reinterpret_cast<const sockaddr&>(from))->host();
    ::close(probe);
    return host;
}

}  // namespace

Agent::Agent(su_root_t* root, Terms terms, Hears hears, TlsFailed failed)
    : terms_(std::move(terms)), hears_(std::move(hears)), failed_(std::move(failed)) {
    const auto on_event = [](nua_event_t event, int status, const char* phrase, nua_t*,
                             nua_magic_t* self, nua_handle_t* handle, nua_hmagic_t*,
                             const sip_t* sip, tagi_t* tags) {
        auto* agent = reinterpret_cast<Agent*>(self);
        if (event == nua_r_shutdown && status >= 200) agent->is_shut_ = true;
        // What sofia makes up in the place of an answer came from nowhere.
        const bool is_theirs =
            sip != nullptr && (sip->sip_request != nullptr || agent->source().port != 0);
        agent->hears_({event, status, phrase, handle, is_theirs ? sip : nullptr, tags, *agent});
    };
    const bool is_plain = terms_.port != 0;
    const bool is_tls = terms_.tls_port != 0 || !terms_.trunk.is_nil();
    const std::string plain = plain_url(terms_);
    const std::string tls = tls_url(terms_);
    ContextCatcher::check(terms_.tls);  // While there is nothing to be undone.
    ContextCatcher contexts;
    nua_ = nua_create(
        root, on_event, reinterpret_cast<nua_magic_t*>(this),
        TAG_IF(is_plain, NUTAG_URL(plain.c_str())), TAG_IF(is_tls, NUTAG_SIPS_URL(tls.c_str())),
        NUTAG_CERTIFICATE_DIR("/nonexistent"), TPTAG_TLS_VERIFY_POLICY(0),
        NTATAG_MCLASS(gated_messages()), NTATAG_MAXSIZE(message_max), NTATAG_UDP_MTU(udp_mtu),
        NTATAG_SERVER_RPORT(1), TPTAG_IDLE(inactive_ms), NUTAG_MEDIA_ENABLE(0), NUTAG_AUTOANSWER(0),
        NUTAG_AUTOALERT(0), NUTAG_AUTOACK(0), NUTAG_AUTO100(0), NUTAG_AUTO302(0), NUTAG_AUTO305(0),
        NUTAG_MAX_RETRY_AFTER(0), NUTAG_ENABLEMESSAGE(0), NUTAG_APPL_METHOD(answered_by_us),
        SIPTAG_ALLOW_STR(methods), SIPTAG_SUPPORTED_STR(extensions),
        SIPTAG_USER_AGENT_STR("Parley"), NUTAG_SESSION_TIMER(session_seconds),
        NUTAG_MIN_SE(session_seconds_min), NUTAG_UPDATE_REFRESH(1), NUTAG_SHUTDOWN_EVENTS(1),
        TAG_END());
    if (nua_ == nullptr) {
        throw std::runtime_error(
            fmt::format("sip: cannot listen at {}:{}", terms_.address.host(), terms_.port));
    }
    contexts.set(terms_.tls, &failed_);
}

Agent::~Agent() {
    if (is_shut_) nua_destroy(nua_);
}

std::string Agent::contact(Carriage carriage, const IpAddress& peer) const {
    const std::string host = via_host(terms_) == "*" ? address_towards(peer) : terms_.public_host;
    const std::uint16_t tls_port =
        terms_.trunk.is_nil() ? terms_.tls_port : terms_.contact_tls_port;
    switch (carriage) {
        case Carriage::tls:
            return tls_port == 0 ? "" : fmt::format("<sip:{}:{};transport=tls>", host, tls_port);
        case Carriage::tcp: return fmt::format("<sip:{}:{};transport=tcp>", host, terms_.port);
        case Carriage::udp: break;
    }
    return fmt::format("<sip:{}:{}>", host, terms_.port);
}

Place Agent::source() const { return source_of(nua_current_request(nua_)); }

void Agent::shut() { nua_shutdown(nua_); }

}  // namespace parley::voice
