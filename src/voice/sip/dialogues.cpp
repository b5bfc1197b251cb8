#include "voice/sip/dialogues.hpp"

#include <sofia-sip/msg_header.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_string.h>

#include <algorithm>
#include <utility>

namespace parley::voice {
namespace {

std::uint64_t number_of(DialogueKey key) { return static_cast<std::uint64_t>(key); }

}  // namespace

std::string sdp_in(const sip_t* sip) {
    if (sip == nullptr || sip->sip_payload == nullptr || sip->sip_payload->pl_data == nullptr)
        return {};
    const sip_content_type_t* type = sip->sip_content_type;
    if (type != nullptr && su_casematch(type->c_type, "application/sdp") == 0) return {};
    return {sip->sip_payload->pl_data, static_cast<std::size_t>(sip->sip_payload->pl_len)};
}

bool allows(const sip_t& sip, const char* method) {
    return sip.sip_allow != nullptr &&
           msg_header_find_item(sip.sip_allow->k_common, method) != nullptr;
}

Dialogues::Dialogues(SipListener& listener, const Clock& clock, Surroundings surroundings)
    : listener_(listener), clock_(clock), surroundings_(std::move(surroundings)) {}

Dialogue* Dialogues::find(DialogueKey key) {
    const auto known = dialogues_.find(number_of(key));
    return known == dialogues_.end() ? nullptr : &known->second;
}

Dialogue* Dialogues::find(nua_handle_t* handle) {
    const auto known = by_handle_.find(handle);
    return known == by_handle_.end() ? nullptr : find(DialogueKey{known->second});
}

void Dialogues::arrived(const Heard& heard, Arrival arrival, DialogueKey key) {
    Dialogue& dialogue = dialogues_[number_of(key)];
    dialogue.key = arrival.dialogue = key;
    dialogue.trunk = arrival.trunk;
    dialogue.phone = arrival.phone;
    dialogue.handle = heard.handle;
    dialogue.agent = &heard.agent;
    dialogue.wants_answer = arrival.offer.empty();
    by_handle_[heard.handle] = number_of(key);
    const Place source = heard.agent.source();
    dialogue.contact = heard.agent.contact(source.carriage, source.address);
    const std::string place = source.uri();
    const bool is_fixed = !arrival.phone.is_nil() && heard.sip->sip_record_route == nullptr;
    nua_set_hparams(heard.handle, NUTAG_UPDATE_REFRESH(allows(*heard.sip, "UPDATE") ? 1 : 0),
                    SIPTAG_ALLOW_STR(methods_in_call), TAG_IF(is_fixed, NUTAG_PROXY(place.c_str())),
                    TAG_END());
    nua_respond(heard.handle, SIP_100_TRYING, TAG_END());
    listener_.invited(arrival);
}

void Dialogues::ring(DialogueKey key) {
    const Dialogue* dialogue = find(key);
    if (dialogue == nullptr || dialogue->stage != Dialogue::Stage::called) return;
    nua_respond(dialogue->handle, SIP_180_RINGING, SIPTAG_CONTACT_STR(dialogue->contact.c_str()),
                TAG_END());
}

void Dialogues::progress(DialogueKey key, const std::string& sdp) {
    Dialogue* dialogue = find(key);
    if (dialogue == nullptr || dialogue->stage != Dialogue::Stage::called) return;
    dialogue->local_sdp = sdp;
    nua_respond(
        dialogue->handle, SIP_183_SESSION_PROGRESS, SIPTAG_CONTACT_STR(dialogue->contact.c_str()),
        SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(sdp.c_str()), TAG_END());
}

void Dialogues::accept(DialogueKey key, const std::string& sdp) {
    Dialogue* dialogue = find(key);
    if (dialogue == nullptr) return;
    if (dialogue->stage == Dialogue::Stage::called) {
        dialogue->stage = Dialogue::Stage::standing;
        dialogue->waiting = Dialogue::Waiting::invite;
    }
    answer(*dialogue, 200, sdp);
}

void Dialogues::refuse(DialogueKey key, int status) {
    Dialogue* dialogue = find(key);
    if (dialogue == nullptr) return;
    if (dialogue->stage == Dialogue::Stage::standing) return answer(*dialogue, status, "");
    if (dialogue->stage != Dialogue::Stage::called) return;
    nua_respond(dialogue->handle, status, sip_status_phrase(status), TAG_END());
    end(*dialogue, {LegCause::removed, status});
}

void Dialogues::hang_up(DialogueKey key) {
    Dialogue* dialogue = find(key);
    if (dialogue == nullptr) return;
    switch (dialogue->stage) {
        case Dialogue::Stage::called: return refuse(key, 480);
        case Dialogue::Stage::calling:
            for (const Branch& branch : dialogue->branches) nua_cancel(branch.handle, TAG_END());
            break;
        case Dialogue::Stage::standing: nua_bye(dialogue->handle, TAG_END()); break;
    }
    end(*dialogue, {LegCause::removed, 0});
}

void Dialogues::hang_up_all() {
    std::vector<DialogueKey> keys;
    for (const auto& [number, dialogue] : dialogues_) keys.push_back(dialogue.key);
    for (const DialogueKey key : keys) hang_up(key);
}

bool Dialogues::heard(const Heard& heard) {
    const bool is_ours = farewells_.contains(heard.handle) || by_handle_.contains(heard.handle);
    if (is_ours && heard.event == nua_i_options) {
        if (heard.status < 200)
            nua_respond(heard.handle, SIP_200_OK, NUTAG_WITH_THIS(heard.agent.nua()), TAG_END());
        return true;
    }
    if (farewells_.contains(heard.handle)) {
        farewell_heard(heard);
        return true;
    }
    Dialogue* dialogue = find(heard.handle);
    if (dialogue == nullptr) return false;
    if (dialogue->stage != Dialogue::Stage::calling) {
        told(*dialogue, heard);
        return true;
    }
    const auto branch = std::ranges::find(dialogue->branches, heard.handle, &Branch::handle);
    if (branch != dialogue->branches.end()) call_heard(*dialogue, *branch, heard);
    return true;
}

// Of what was ended here and goes on at the other end.
void Dialogues::farewell_heard(const Heard& heard) {
    switch (heard.event) {
        case nua_r_invite:
            if (heard.status >= 200 && heard.status < 300) {  // It crossed our CANCEL.
                nua_ack(heard.handle, TAG_END());
                nua_bye(heard.handle, TAG_END());
            } else if (heard.status >= 300) {
                drop(heard.handle);
            }
            break;
        case nua_i_update:
        case nua_i_refer:
        case nua_i_info:
            if (heard.status < 200)
                nua_respond(heard.handle, SIP_481_NO_CALL, NUTAG_WITH_THIS(heard.agent.nua()),
                            TAG_END());
            break;
        case nua_i_terminated: drop(heard.handle); break;
        default: break;
    }
}

void Dialogues::end(Dialogue& dialogue, Ending ending) {
    const DialogueKey key = dialogue.key;
    for (const Branch& branch : dialogue.branches) dismiss(branch.handle, branch.way.agent);
    if (dialogue.handle != nullptr) dismiss(dialogue.handle, dialogue.agent);
    if (dialogue.update != nullptr) msg_destroy(dialogue.update);
    dialogues_.erase(number_of(key));
    listener_.ended(key, ending);
}

void Dialogues::dismiss(nua_handle_t* handle, Agent* agent) {
    if (by_handle_.erase(handle) == 0) return;
    farewells_[handle] = {agent, clock_.now()};
}

void Dialogues::drop(nua_handle_t* handle) {
    farewells_.erase(handle);
    nua_handle_destroy(handle);
}

void Dialogues::on_tick() {
    const Instant now = clock_.now();
    std::vector<nua_handle_t*> late;
    for (const auto& [handle, farewell] : farewells_)
        if (now - farewell.since > farewell_max) late.push_back(handle);
    for (nua_handle_t* handle : late) drop(handle);

    std::vector<std::pair<DialogueKey, nua_handle_t*>> silent;
    std::vector<DialogueKey> unanswered;
    for (const auto& [number, dialogue] : dialogues_) {
        if (dialogue.stage != Dialogue::Stage::calling) continue;
        if (now >= dialogue.patience_ends_at) unanswered.push_back(dialogue.key);
        for (const Branch& branch : dialogue.branches)
            if (!branch.is_answering && now >= branch.silent_at)
                silent.emplace_back(dialogue.key, branch.handle);
    }
    for (const auto& [key, handle] : silent)
        if (Dialogue* dialogue = find(key)) give_up(*dialogue, handle, {LegCause::unreachable, 0});
    for (const DialogueKey key : unanswered) {
        Dialogue* dialogue = find(key);
        if (dialogue == nullptr) continue;
        for (const Branch& branch : dialogue->branches) nua_cancel(branch.handle, TAG_END());
        end(*dialogue, {LegCause::no_answer, 0});
    }
}

void Dialogues::cut_off_all() {
    while (!farewells_.empty()) drop(farewells_.begin()->first);
}

bool Dialogues::uses(const Agent& agent) const {
    return std::ranges::any_of(farewells_,
                               [&](const auto& one) { return one.second.agent == &agent; }) ||
           std::ranges::any_of(dialogues_, [&](const auto& one) {
               const Dialogue& dialogue = one.second;
               return dialogue.agent == &agent ||
                      std::ranges::any_of(dialogue.branches, [&](const Branch& branch) {
                          return branch.way.agent == &agent;
                      });
           });
}

std::optional<DialogueKey> Dialogues::replaced_by(Agent& agent, const sip_replaces_t& replaces,
                                                  bool is_of_phones) const {
    nua_handle_t* handle = nua_handle_by_replaces(agent.nua(), &replaces);
    if (handle == nullptr) return std::nullopt;
    const auto known = by_handle_.find(handle);
    nua_handle_unref(handle);
    if (known == by_handle_.end()) return std::nullopt;
    const Dialogue& dialogue = dialogues_.at(known->second);
    if (is_of_phones && dialogue.phone.is_nil()) return std::nullopt;
    return dialogue.key;
}

}  // namespace parley::voice
