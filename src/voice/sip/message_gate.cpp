#include "voice/sip/message_gate.hpp"

#include <netinet/in.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/msg_mclass.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_util.h>
#include <sofia-sip/su.h>
#include <sofia-sip/su_string.h>
#include <sofia-sip/url.h>

#include <cstring>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

thread_local const Gate* gate_of_thread = nullptr;

using ExtractBody = issize_t (*)(msg_t*, msg_pub_t*, char*, isize_t, int);
ExtractBody extract_body = nullptr;

bool is_md5(const msg_auth_t& challenge) {
    const char* algorithm = msg_header_find_param(challenge.au_common, "algorithm=");
    return algorithm == nullptr || su_casematch(algorithm, "MD5") == 1 ||
           su_casematch(algorithm, "\"MD5\"") == 1;
}

// Sofia answers none of several challenges when it does not know one of them (RFC 8760 wants the
// best that one knows): it sees those that it knows.
void leave_known(msg_t* message, sip_t* sip, msg_auth_t* challenges) {
    bool is_any_known = false;
    for (const msg_auth_t* one = challenges; one != nullptr; one = one->au_next)
        is_any_known = is_any_known || is_md5(*one);
    if (!is_any_known) return;
    for (msg_auth_t *one = challenges, *next = nullptr; one != nullptr; one = next) {
        next = one->au_next;
        if (!is_md5(*one))
            msg_header_remove(message, reinterpret_cast<msg_pub_t*>(sip),
                              reinterpret_cast<msg_header_t*>(one));
    }
}

// Sofia answers a REFER by itself with a NOTIFY, and calls itself without end when that cannot be
// sent: it takes it for an INFO, which is ours to answer. Its name stays what it was.
void disguise(sip_t* sip) {
    if (sip->sip_request == nullptr || sip->sip_request->rq_method != sip_method_refer) return;
    sip->sip_request->rq_method = sip_method_info;
    if (sip->sip_cseq != nullptr && sip->sip_cseq->cs_method == sip_method_refer)
        sip->sip_cseq->cs_method = sip_method_info;
}

bool is_sendable(const url_t& url) {
    constexpr const char* host_letters =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_:[]";
    if (url.url_type != url_sip && url.url_type != url_sips) return false;
    const char* host = url.url_host;
    if (host == nullptr || *host == '\0' || host[std::strspn(host, host_letters)] != '\0')
        return false;
    const char* port = url.url_port;
    if (port != nullptr && (*port == '\0' || port[std::strspn(port, "0123456789")] != '\0'))
        return false;
    if (url.url_params == nullptr) return true;
    char transport[16] = "";
    if (url_has_param(&url, "maddr") != 0) return false;
    if (url_param(url.url_params, "transport", transport, sizeof transport) == 0) return true;
    return su_casematch(transport, "udp") == 1 || su_casematch(transport, "tcp") == 1 ||
           su_casematch(transport, "tls") == 1;
}

// Of requests, and of answers that a dialogue comes of.
bool leads_nowhere(const sip_t& sip) {
    const bool is_request = sip.sip_request != nullptr;
    const bool is_registering =
        sip.sip_cseq != nullptr && sip.sip_cseq->cs_method == sip_method_register;
    if (!is_request && (is_registering || sip.sip_status->st_status >= 300)) return false;
    for (const sip_contact_t* one = sip.sip_contact; one != nullptr; one = one->m_next)
        if (!is_sendable(*one->m_url) && !(is_registering && one->m_url->url_type == url_any))
            return true;
    for (const sip_record_route_t* one = sip.sip_record_route; one != nullptr; one = one->r_next)
        if (!is_sendable(*one->r_url)) return true;
    return false;
}

void look(msg_t* message, sip_t* sip) {
    if (gate_of_thread == nullptr) return;
    const Head head{source_of(message), sip,
                    sip->sip_error != nullptr || (sip->sip_flags & MSG_FLG_ERROR) != 0 ||
                        sip_sanity_check(sip) < 0};
    if ((*gate_of_thread)(head)) return;
    // Neither a request nor a response is dropped without a word.
    sip->sip_request = nullptr;
    sip->sip_status = nullptr;
}

// A request is answered 400; an answer was never there.
void refuse_nowhere(sip_t* sip) {
    if (sip->sip_request == nullptr && sip->sip_status == nullptr) return;
    if (!leads_nowhere(*sip)) return;
    if (sip->sip_request != nullptr) sip->sip_flags |= MSG_FLG_ERROR;
    sip->sip_status = nullptr;
}

issize_t on_body(msg_t* message, msg_pub_t* object, char* bytes, isize_t size, int is_end) {
    auto* sip = reinterpret_cast<sip_t*>(object);
    const bool is_first = (sip->sip_flags & MSG_FLG_BODY) == 0;
    const issize_t taken = extract_body(message, object, bytes, size, is_end);
    if (is_first && taken > 0 && (sip->sip_flags & MSG_FLG_BODY) != 0) {
        look(message, sip);
        refuse_nowhere(sip);
        disguise(sip);
        if (sip->sip_status != nullptr) {
            leave_known(message, sip, sip->sip_www_authenticate);
            leave_known(message, sip, sip->sip_proxy_authenticate);
        }
    }
    return taken;
}

}  // namespace

const msg_mclass_t* gated_messages() {
    static const msg_mclass_t* const made = [] {
        msg_mclass_t* with_extensions = sip_extend_mclass(nullptr);
        PARLEY_ASSERT(with_extensions != nullptr);
        extract_body = with_extensions->mc_extract_body;
        with_extensions->mc_extract_body = &on_body;
        sip_update_default_mclass(with_extensions);  // Which knows P-Asserted-Identity too.
        return with_extensions;
    }();
    return made;
}

void set_gate(const Gate* gate) { gate_of_thread = gate; }

Place source_of(msg_t* message) {
    const su_addrinfo_t* info = msg_addrinfo(message);
    const su_sockaddr_t* from = msg_addr(message);
    Place place;
    if (info == nullptr || from == nullptr) return place;
    place.address = IpAddress::of(from->su_sa).value_or(IpAddress{});
    place.port = ntohs(from->su_port);
    const sip_t* sip = sip_object(message);
    const sip_via_t* via = sip == nullptr ? nullptr : sip->sip_via;
    if (info->ai_socktype == SOCK_DGRAM)
        place.carriage = Carriage::udp;
    else if (via != nullptr && su_casematch(via->v_protocol, "SIP/2.0/TLS") == 1)
        place.carriage = Carriage::tls;
    else
        place.carriage = Carriage::tcp;
    return place;
}

}  // namespace parley::voice
