#include "voice/sip/doorkeeper.hpp"

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "voice/sip/datagram_gate.hpp"

namespace parley::voice {
namespace {

bool is_within_dialogue(const sip_t& sip) {
    return sip.sip_to != nullptr && sip.sip_to->a_tag != nullptr;
}

std::optional<Credentials> credentials_in(const sip_t& sip) {
    const sip_authorization_t* shown = sip.sip_authorization;
    if (shown == nullptr || shown->au_next != nullptr || shown->au_params == nullptr)
        return std::nullopt;
    std::vector<std::string_view> parameters;
    for (const char* const* one = shown->au_params; *one != nullptr; ++one)
        parameters.emplace_back(*one);
    return read_credentials(parameters);
}

}  // namespace

Doorkeeper::Doorkeeper(const Clock& clock, PhoneBook& phones, bool is_for_anybody,
                       Surroundings surroundings)
    : clock_(clock),
      phones_(phones),
      is_for_anybody_(is_for_anybody),
      surroundings_(std::move(surroundings)) {}

bool Doorkeeper::is_known(const IpAddress& address) const {
    const auto known = known_.find(address);
    return known != known_.end() && clock_.now() < known->second;
}

bool Doorkeeper::is_trusted(const IpAddress& address) const {
    return is_for_anybody_ || is_known(address) || surroundings_.is_trunk(address);
}

bool Doorkeeper::lets_in(const Place& source, std::string_view datagram) {
    const IpAddress who = offender_of(source.address);
    const bool is_stranger = !is_trusted(source.address);
    if (is_stranger && bans_.is_banned(who, clock_.now())) return false;
    if (has_whole_head(datagram)) return true;
    // An empty line is a sign of life, of a phone behind NAT (RFC 5626, section 4.4.1).
    const bool is_empty = datagram.find_first_not_of("\r\n") == std::string_view::npos;
    if (is_stranger && !is_empty) note(Offence::malformed, who, false, source.address);
    return false;
}

bool Doorkeeper::lets_in(const Head& head) {
    const IpAddress& from = head.source.address;
    if (is_trusted(from)) {
        const sip_t& asked = *head.sip;
        const bool opens = asked.sip_request != nullptr && !is_within_dialogue(asked) &&
                           asked.sip_request->rq_method != sip_method_ack &&
                           asked.sip_request->rq_method != sip_method_cancel;
        return !opens || is_within_rate(asked, false);
    }
    const IpAddress who = offender_of(from);
    if (bans_.is_banned(who, clock_.now())) return false;
    const bool is_proven = head.source.carriage != Carriage::udp;
    note(Offence::packet, who, is_proven, from);
    const sip_t& sip = *head.sip;
    if (head.is_malformed || (sip.sip_request == nullptr && sip.sip_status == nullptr)) {
        note(Offence::malformed, who, is_proven, from);
        return false;
    }
    if (sip.sip_request == nullptr) return true;
    switch (sip.sip_request->rq_method) {
        case sip_method_ack:
        case sip_method_cancel: return true;
        case sip_method_invite:
        case sip_method_register: return is_within_dialogue(sip) || is_within_rate(sip, true);
        default: break;
    }
    if (is_within_dialogue(sip)) return true;
    note(Offence::stranger, who, is_proven, from);
    return false;
}

bool Doorkeeper::is_within_rate(const sip_t& sip, bool is_stranger) {
    const Instant now = clock_.now();
    if (now - second_began_ >= 1s) {
        second_began_ = now;
        this_second_ = {};
    }
    if (is_stranger) return ++this_second_.by_strangers <= strangers_per_second_max;
    if (sip.sip_request->rq_method == sip_method_invite)
        return ++this_second_.calls <= calls_per_second_max;
    return ++this_second_.questions <= questions_per_second_max;
}

void Doorkeeper::note(Offence offence, const IpAddress& who, bool is_proven,
                      const IpAddress& shown) {
    const auto ban = bans_.note(offence, who, is_proven, clock_.now());
    if (!ban) return;
    if (is_trusted(shown)) {  // The address is not banned: one user there is not believed.
        log_warning("sip_user_shut_out",
                    {{"address", shown.text()}, {"for_ms", ban->length.count()}});
        return;
    }
    update_filter();
    surroundings_.banned(shown, *ban);
}

PhoneBook::Judgement Doorkeeper::judge(const Heard& heard, const Place& source) {
    const Instant now = clock_.now();
    const auto shown = credentials_in(*heard.sip);
    const IpAddress who = offender_of(source.address);
    // Where others are at home too, one user is shut out rather than all.
    const bool is_shared = is_trusted(source.address);
    const IpAddress one = shown ? offender_of(source.address, shown->user) : who;
    auto judged = phones_.judge(shown, heard.sip->sip_request->rq_method_name, source.address, now);
    if (is_shared && bans_.is_banned(one, now)) judged = {PhoneBook::Verdict::wrong, {}};
    switch (judged.verdict) {
        case PhoneBook::Verdict::good:
            bans_.forgive(who);
            unanswered_.erase(one);
            if (known_.size() < known_max || known_.contains(source.address))
                known_[source.address] = now + known_for;
            break;
        case PhoneBook::Verdict::wrong:
            note(Offence::wrong_credentials, is_shared ? one : who, true, source.address);
            break;
        case PhoneBook::Verdict::stale:
        case PhoneBook::Verdict::missing:
            if (!is_shared)
                note(Offence::stranger, who, source.carriage != Carriage::udp, source.address);
            break;
    }
    return judged;
}

std::optional<PhoneId> Doorkeeper::identify(const Heard& heard) {
    const Place source = heard.agent.source();
    const auto judged = judge(heard, source);
    if (judged.verdict == PhoneBook::Verdict::good) return judged.phone;
    const bool is_stale = judged.verdict == PhoneBook::Verdict::stale;
    challenge(heard, is_stale);
    return std::nullopt;
}

void Doorkeeper::refuse(const Heard& heard) {
    const Place source = heard.agent.source();
    note(Offence::stranger, offender_of(source.address), source.carriage != Carriage::udp,
         source.address);
    challenge(heard, false);
}

void Doorkeeper::challenge(const Heard& heard, bool is_stale) {
    const Instant now = clock_.now();
    const IpAddress from = heard.agent.source().address;
    const bool is_by_md5_alone = knows_only_md5(heard, from);
    const std::string better = phones_.challenge(DigestHash::sha256, from, is_stale, now);
    const std::string other = phones_.challenge(DigestHash::md5, from, is_stale, now);
    nua_respond(heard.handle, SIP_401_UNAUTHORIZED, NUTAG_WITH_THIS(heard.agent.nua()),
                TAG_IF(!is_by_md5_alone, SIPTAG_WWW_AUTHENTICATE_STR(better.c_str())),
                SIPTAG_WWW_AUTHENTICATE_STR(other.c_str()), TAG_END());
    nua_handle_destroy(heard.handle);
}

bool Doorkeeper::knows_only_md5(const Heard& heard, const IpAddress& from) {
    const sip_t& sip = *heard.sip;
    const char* program = sip.sip_user_agent == nullptr ? nullptr : sip.sip_user_agent->g_string;
    const std::string_view agent = program == nullptr ? "" : program;
    if (agent.starts_with("baresip") || agent.find("sofia") != std::string_view::npos) return true;
    const char* user = sip.sip_from->a_url->url_user;
    const IpAddress who = offender_of(from, user == nullptr ? "" : user);
    const Instant now = clock_.now();
    if (sip.sip_authorization != nullptr) {
        unanswered_.erase(who);
        return false;
    }
    const auto asked = unanswered_.find(who);
    if (asked != unanswered_.end() && now - asked->second < unanswered_for) return true;
    if (unanswered_.size() < unanswered_max) unanswered_[who] = now;
    return false;
}

std::optional<PhoneId> Doorkeeper::try_identify(const Heard& heard) {
    if (heard.sip->sip_authorization == nullptr) return std::nullopt;
    const auto judged = judge(heard, heard.agent.source());
    if (judged.verdict != PhoneBook::Verdict::good) return std::nullopt;
    return judged.phone;
}

void Doorkeeper::review() {
    bool is_changed = false;
    for (const IpAddress& who : bans_.banned(clock_.now()))
        is_changed = (is_trusted(who) && bans_.lift(who)) || is_changed;
    if (is_changed) update_filter();
}

void Doorkeeper::on_tick() {
    const Instant now = clock_.now();
    if (bans_.release(now) > 0) update_filter();
    if (now >= next_round_) {
        next_round_ = now + round_every;
        if (!is_for_anybody_)
            filter_.close_strangers([this](const IpAddress& one) { return is_trusted(one); }, now);
    }
    std::erase_if(known_, [now](const auto& one) { return one.second <= now; });
    std::erase_if(unanswered_,
                  [now](const auto& one) { return now - one.second >= unanswered_for; });
}

void Doorkeeper::update_filter() {
    std::vector<IpAddress> banned = bans_.banned(clock_.now());
    // Users at shared addresses are offenders that no packet comes from.
    std::erase_if(banned, [this](const IpAddress& one) { return is_trusted(one); });
    filter_.drop(banned);
}

}  // namespace parley::voice
