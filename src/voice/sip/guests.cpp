// What is asked from outside of any dialogue: calls, registrations, whether we are there.
#include <fmt/format.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_extra.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_string.h>

#include <charconv>
#include <cstring>

#include "voice/sip/engine.hpp"
#include "voice/sip/sip_text.hpp"

namespace parley::voice {
namespace {

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

// Of sip: the user, of tel: the number.
std::string user_of(const url_t* url) {
    return url == nullptr ? "" : unescape(text_of(url->url_user));
}

std::string unquoted(const char* display) {
    std::string name = text_of(display);
    if (name.size() < 2 || name.front() != '"' || name.back() != '"') return name;
    std::string plain;
    for (std::size_t at = 1; at + 1 < name.size(); ++at) {
        if (name[at] == '\\' && at + 2 < name.size()) ++at;
        plain += name[at];
    }
    return plain;
}

bool hides_caller(const sip_t& sip) {
    if (sip.sip_privacy == nullptr || sip.sip_privacy->priv_values == nullptr) return false;
    for (const char* const* value = sip.sip_privacy->priv_values; *value != nullptr; ++value)
        if (su_casematch(*value, "none") == 0 && su_casematch(*value, "session") == 0) return true;
    return false;
}

// Of a trunk's P-Asserted-Identity is believed; who wants to be nobody is nobody.
void read_caller(sip_t& sip, bool is_trunk, Arrival& arrival) {
    const sip_from_t& from = *sip.sip_from;
    const sip_p_asserted_identity_t* asserted = is_trunk ? sip_p_asserted_identity(&sip) : nullptr;
    arrival.caller = user_of(asserted == nullptr ? from.a_url : asserted->paid_url);
    arrival.caller_name = unquoted(asserted == nullptr ? from.a_display : asserted->paid_display);
    const bool is_anonymous =
        asserted == nullptr && (su_casematch(from.a_url->url_user, "anonymous") == 1 ||
                                su_casematch(from.a_url->url_host, "anonymous.invalid") == 1);
    if (!hides_caller(sip) && !is_anonymous) return;
    arrival.caller.clear();
    arrival.caller_name.clear();
}

void refuse_guest(const Heard& heard, int status) {
    nua_respond(heard.handle, status, sip_status_phrase(status), NUTAG_WITH_THIS(heard.agent.nua()),
                TAG_END());
    nua_handle_destroy(heard.handle);
}

std::optional<std::chrono::seconds> seconds_in(const char* text) {
    if (text == nullptr) return std::nullopt;
    std::uint32_t seconds = 0;
    const char* end = text + std::strlen(text);
    const auto read = std::from_chars(text, end, seconds);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return std::chrono::seconds(seconds);
}

std::string uri_text(su_home_t* home, const url_t* url) {
    const char* text = url_as_string(home, url);
    return text_of(text);
}

Registering read_registering(const Heard& heard, const Place& source) {
    constexpr std::chrono::seconds unless_told{3'600};
    const sip_t& sip = *heard.sip;
    Registering asked;
    asked.place = source;
    asked.call_id = sip.sip_call_id->i_id;
    asked.cseq = sip.sip_cseq->cs_seq;
    if (sip.sip_user_agent != nullptr) asked.user_agent = text_of(sip.sip_user_agent->g_string);
    asked.expires =
        sip.sip_expires == nullptr ? unless_told : std::chrono::seconds(sip.sip_expires->ex_delta);
    su_home_t home[1] = {SU_HOME_INIT(home)};
    for (const sip_contact_t* one = sip.sip_contact; one != nullptr; one = one->m_next) {
        if (one->m_url->url_type == url_any) {
            asked.is_all = true;
            continue;
        }
        const char* instance = msg_header_find_param(one->m_common, "+sip.instance=");
        asked.contacts.push_back(
            {uri_text(home, one->m_url), text_of(instance), seconds_in(one->m_expires)});
        if (asked.contacts.size() > Registrar::contacts_max) break;
    }
    su_home_deinit(home);
    return asked;
}

int status_of(const Error& refusal) {
    if (refusal.reason == "expires_too_brief") return 423;
    if (refusal.reason == "too_many_contacts") return 403;
    return refusal.reason == "out_of_order" ? 500 : 400;
}

}  // namespace

void Engine::heard(const Heard& heard) {
    if (heard.handle == nullptr) return;
    if (trunks_->heard(heard) || dialogues_->heard(heard)) return;
    switch (heard.event) {
        case nua_i_invite: return invited(heard);
        case nua_i_register: return registers(heard);
        case nua_i_options: return asked_options(heard);
        case nua_i_refer:
        case nua_i_info: return refuse_guest(heard, 405);
        case nua_i_update: return refuse_guest(heard, 481);
        case nua_i_notify:
        case nua_i_method:
        case nua_i_terminated: nua_handle_destroy(heard.handle); break;
        default: break;
    }
}

bool Engine::is_too_early(const Heard& heard) {
    if (doorkeeper_.is_open() && !is_ending_) return false;
    const std::string seconds = fmt::format("{}", retry_after_seconds);
    nua_respond(heard.handle, SIP_503_SERVICE_UNAVAILABLE, NUTAG_WITH_THIS(heard.agent.nua()),
                SIPTAG_RETRY_AFTER_STR(seconds.c_str()), TAG_END());
    nua_handle_destroy(heard.handle);
    return true;
}

void Engine::invited(const Heard& heard) {
    if (heard.sip == nullptr || heard.status >= 200 || is_too_early(heard)) return;
    const sip_t& sip = *heard.sip;
    Arrival arrival;
    arrival.called = user_of(sip.sip_request->rq_url);
    arrival.call_id = sip.sip_call_id->i_id;
    arrival.offer = sdp_in(&sip);
    const Place source = heard.agent.source();
    if (!options_.is_open) {
        const auto trunk = trunks_->whose(heard.agent, source, arrival.called);
        // A phone may stand at a trunk's address: it is one where it registered, or shows who it
        // is.
        const auto phone = trunk ? doorkeeper_.try_identify(heard) : std::nullopt;
        const bool is_phone = phone || (trunk && registrar_.is_place(source, clock_.now()));
        if (trunk && !is_phone) {
            arrival.trunk = *trunk;
            // At a registered trunk's we are called by our account; whom they want is in To.
            const std::string to = user_of(sip.sip_to->a_url);
            if (!to.empty() && arrival.called == trunks_->find(*trunk)->user) arrival.called = to;
        } else {
            const auto identified = phone ? phone : doorkeeper_.identify(heard);
            if (!identified) return;
            arrival.phone = *identified;
        }
    }
    read_caller(const_cast<sip_t&>(sip), !arrival.trunk.is_nil(), arrival);  // NOLINT: only read.
    if (!take_replaced(heard, arrival)) return;
    dialogues_->arrived(heard, std::move(arrival), next_key());
}

// Replaces (RFC 3891): from a phone, of a call that a phone has. False: it was answered.
bool Engine::take_replaced(const Heard& heard, Arrival& arrival) {
    const sip_replaces_t* replaces = heard.sip->sip_replaces;
    if (replaces == nullptr) return true;
    if (arrival.trunk.is_nil())
        arrival.replaces = dialogues_->replaced_by(heard.agent, *replaces, !options_.is_open);
    if (arrival.replaces) return true;
    refuse_guest(heard, 481);
    return false;
}

void Engine::registers(const Heard& heard) {
    if (heard.sip == nullptr || is_too_early(heard)) return;
    const auto phone = doorkeeper_.identify(heard);
    if (!phone) return;
    const PhoneTerms* terms = phones_.find(*phone);
    if (user_of(heard.sip->sip_to->a_url) != terms->user) return refuse_guest(heard, 403);
    const Registering asked = read_registering(heard, heard.agent.source());
    const auto bindings = registrar_.take(*phone, asked, clock_.now());
    if (!bindings) {
        const int status = status_of(bindings.error());
        const std::string least = fmt::format("{}", Registrar::expires_min.count());
        nua_respond(heard.handle, status, sip_status_phrase(status),
                    NUTAG_WITH_THIS(heard.agent.nua()),
                    TAG_IF(status == 423, SIPTAG_MIN_EXPIRES_STR(least.c_str())), TAG_END());
        nua_handle_destroy(heard.handle);
        return;
    }
    std::string contacts;
    for (const Binding& binding : *bindings) {
        const auto left =
            std::chrono::ceil<std::chrono::seconds>(binding.expires_at - clock_.now()).count();
        contacts +=
            fmt::format("{}<{}>;expires={}", contacts.empty() ? "" : ", ", binding.uri, left);
    }
    nua_respond(heard.handle, SIP_200_OK, NUTAG_WITH_THIS(heard.agent.nua()),
                TAG_IF(!contacts.empty(), SIPTAG_CONTACT_STR(contacts.c_str())), TAG_END());
    nua_handle_destroy(heard.handle);
    if (!asked.contacts.empty() || asked.is_all) tell_phone(*phone);
}

void Engine::tell_phone(PhoneId phone) {
    const auto bindings = registrar_.bindings(phone, clock_.now());
    if (bindings.empty()) return listener_.phone_changed(phone, false, "", "");
    const Binding& newest = bindings.front();
    listener_.phone_changed(phone, true, newest.place.address.text(), newest.user_agent);
}

void Engine::asked_options(const Heard& heard) {
    if (heard.sip == nullptr || heard.status >= 200) return;
    const Place source = heard.agent.source();
    const bool is_known = options_.is_open || trunks_->is_trunk(source.address) ||
                          doorkeeper_.is_known(source.address);
    if (!is_known) return doorkeeper_.refuse(heard);
    nua_respond(heard.handle, SIP_200_OK, NUTAG_WITH_THIS(heard.agent.nua()), TAG_END());
    nua_handle_destroy(heard.handle);
}

}  // namespace parley::voice
