// Within a call: offers, keys, transfers, and its end by the other side.
#include <fmt/format.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_alloc.h>

#include <utility>

#include "voice/sip/dialogues.hpp"
#include "voice/sip/sip_text.hpp"

namespace parley::voice {
namespace {

bool is_over(const tagi_t* tags) {
    int state = nua_callstate_init;
    tl_gets(tags, NUTAG_CALLSTATE_REF(state), TAG_END());
    return state == nua_callstate_terminating || state == nua_callstate_terminated;
}

bool is_refer(const sip_t& sip) {
    return std::string_view(sip.sip_request->rq_method_name) == "REFER";
}

// Owns what sofia allocates meanwhile.
struct Home {
    su_home_t home[1] = {SU_HOME_INIT(home)};
    ~Home() { su_home_deinit(home); }
};

// Not by nua_notify, which wants a REFER that it has answered itself.
void tell_outcome(nua_handle_t* handle, const std::string& event, int status) {
    const std::string line = fmt::format("SIP/2.0 {} {}\r\n", status, sip_status_phrase(status));
    nua_method(handle, NUTAG_METHOD("NOTIFY"), SIPTAG_EVENT_STR(event.c_str()),
               SIPTAG_SUBSCRIPTION_STATE_STR(status < 200 ? "active;expires=60"
                                                          : "terminated;reason=noresource"),
               SIPTAG_CONTENT_TYPE_STR("message/sipfrag;version=2.0"),
               SIPTAG_PAYLOAD_STR(line.c_str()), TAG_END());
}

}  // namespace

void Dialogues::told(Dialogue& dialogue, const Heard& heard) {
    switch (heard.event) {
        case nua_i_invite: return reinvited(dialogue, heard);
        case nua_i_update: return updated(dialogue, heard);
        case nua_i_refer:
        case nua_i_info: return informed(dialogue, heard);
        case nua_r_invite: return refreshed(dialogue, heard);
        case nua_i_bye: return end(dialogue, {LegCause::hung_up, 0});
        case nua_i_cancel: return end(dialogue, {LegCause::cancelled, 487});
        case nua_i_error:  // Our answer, or sound before it, was never acknowledged.
            if (heard.status == 408) end(dialogue, {LegCause::dead_line, 408});
            return;
        case nua_i_state:
            if (is_over(heard.tags)) end(dialogue, {LegCause::dead_line, heard.status});
            return;
        case nua_i_terminated: return end(dialogue, {LegCause::dead_line, heard.status});
        case nua_i_ack: break;
        default: return;
    }
    if (std::exchange(dialogue.wants_answer, false))
        listener_.answered(dialogue.key, sdp_in(heard.sip));
    if (!std::exchange(dialogue.is_confirmed, true)) listener_.confirmed(dialogue.key);
}

void Dialogues::reinvited(Dialogue& dialogue, const Heard& heard) {
    if (heard.status >= 200 || heard.sip == nullptr) return;  // Sofia has answered: it was glare.
    const std::string offer = sdp_in(heard.sip);
    dialogue.waiting = Dialogue::Waiting::invite;
    dialogue.wants_answer = offer.empty();
    listener_.offered_again(dialogue.key, offer);
}

void Dialogues::updated(Dialogue& dialogue, const Heard& heard) {
    if (heard.status >= 200 || heard.sip == nullptr) return;
    nua_t* nua = heard.agent.nua();
    const std::string offer = sdp_in(heard.sip);
    if (offer.empty()) {  // It refreshes the session, or says where they are now.
        nua_respond(heard.handle, SIP_200_OK, NUTAG_WITH_THIS(nua),
                    SIPTAG_CONTACT_STR(dialogue.contact.c_str()), TAG_END());
    } else if (dialogue.stage != Dialogue::Stage::standing || !dialogue.is_settled()) {
        nua_respond(heard.handle, SIP_491_REQUEST_PENDING, NUTAG_WITH_THIS(nua), TAG_END());
    } else {
        dialogue.waiting = Dialogue::Waiting::update;
        dialogue.update = msg_ref(nua_current_request(nua));
        listener_.offered_again(dialogue.key, offer);
    }
}

void Dialogues::answer(Dialogue& dialogue, int status, const std::string& sdp) {
    const bool is_good = status < 300;
    const char* phrase = sip_status_phrase(status);
    const char* contact = dialogue.contact.c_str();
    const auto waiting = std::exchange(dialogue.waiting, Dialogue::Waiting::nothing);
    if (waiting == Dialogue::Waiting::nothing) return;
    if (is_good) dialogue.local_sdp = sdp;
    msg_t* update = std::exchange(dialogue.update, nullptr);
    nua_respond(dialogue.handle, status, phrase, TAG_IF(update != nullptr, NUTAG_WITH(update)),
                SIPTAG_CONTACT_STR(contact),
                TAG_IF(is_good, SIPTAG_CONTENT_TYPE_STR("application/sdp")),
                TAG_IF(is_good, SIPTAG_PAYLOAD_STR(sdp.c_str())), TAG_END());
    if (update != nullptr) msg_destroy(update);
}

// By re-INVITE without an offer, of whom knows no UPDATE: they offer, and we answer as we did.
void Dialogues::refreshed(Dialogue& dialogue, const Heard& heard) {
    if (heard.status < 200 || heard.status >= 300) return;
    const bool is_offer = !sdp_in(heard.sip).empty();
    nua_ack(heard.handle, TAG_IF(is_offer, SIPTAG_CONTENT_TYPE_STR("application/sdp")),
            TAG_IF(is_offer, SIPTAG_PAYLOAD_STR(dialogue.local_sdp.c_str())), TAG_END());
}

// INFO, and REFER in its guise (message_gate.cpp).
void Dialogues::informed(Dialogue& dialogue, const Heard& heard) {
    const sip_t* sip = heard.sip;
    if (heard.status >= 200 || sip == nullptr) return;
    if (is_refer(*sip)) return referred(dialogue, heard);
    nua_respond(heard.handle, SIP_200_OK, NUTAG_WITH_THIS(heard.agent.nua()), TAG_END());
    if (sip->sip_payload == nullptr || sip->sip_content_type == nullptr) return;
    const sip_payload_t& body = *sip->sip_payload;
    const auto key = key_in(sip->sip_content_type->c_type,
                            {body.pl_data, static_cast<std::size_t>(body.pl_len)});
    if (key) listener_.key_pressed(dialogue.key, *key);
}

void Dialogues::referred(Dialogue& dialogue, const Heard& heard) {
    nua_t* nua = heard.agent.nua();
    const sip_refer_to_t* to = heard.sip->sip_refer_to;
    std::optional<DialogueKey> replaces;
    bool is_good = heard.event == nua_i_info && to != nullptr && to->r_url->url_user != nullptr &&
                   dialogue.stage == Dialogue::Stage::standing && dialogue.transfer.empty();
    if (is_good && to->r_url->url_headers != nullptr) {
        const auto named = header_in_uri(to->r_url->url_headers, "Replaces");
        Home home;
        const sip_replaces_t* parsed =
            named ? sip_replaces_make(home.home, named->c_str()) : nullptr;
        if (parsed != nullptr) replaces = replaced_by(heard.agent, *parsed, true);
        const Dialogue* other = replaces ? find(*replaces) : nullptr;
        is_good = other != nullptr && other->phone == dialogue.phone && other != &dialogue;
    }
    if (!is_good) {
        nua_respond(heard.handle, SIP_603_DECLINE, NUTAG_WITH_THIS(nua), TAG_END());
        return;
    }
    nua_respond(heard.handle, SIP_202_ACCEPTED, NUTAG_WITH_THIS(nua),
                SIPTAG_CONTACT_STR(dialogue.contact.c_str()), TAG_END());
    // By its CSeq it is told from others of the same call (RFC 3515, section 2.4.6).
    dialogue.transfer = fmt::format("refer;id={}", heard.sip->sip_cseq->cs_seq);
    tell_outcome(heard.handle, dialogue.transfer, 100);
    listener_.referred(dialogue.key, unescape(to->r_url->url_user), replaces);
}

void Dialogues::tell_transfer(DialogueKey key, int status) {
    Dialogue* dialogue = find(key);
    if (dialogue == nullptr || dialogue->transfer.empty()) return;
    tell_outcome(dialogue->handle, dialogue->transfer, status);
    if (status >= 200) dialogue->transfer.clear();
}

}  // namespace parley::voice
