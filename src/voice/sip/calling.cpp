// Calls of ours, until they are answered or come to nothing.
#include <fmt/format.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_tag.h>

#include <algorithm>
#include <utility>

#include "voice/sip/challenge.hpp"
#include "voice/sip/dialogues.hpp"
#include "voice/sip/ending.hpp"
#include "voice/sip/sip_text.hpp"

namespace parley::voice {
namespace {

// Who calls, as they are told.
struct Identity {
    std::string from;
    std::string asserted;  // P-Asserted-Identity (RFC 3325); empty: none.
    bool is_private = false;
};

// The part of a URI behind its scheme: host, port and what else.
std::string place_in(std::string_view target) {
    const auto at = target.find('@');
    return std::string(target.substr(at == std::string_view::npos ? 4 : at + 1));
}

std::string with_user(std::string_view user, std::string_view target) {
    return fmt::format("sip:{}@{}", escape_user(user), place_in(target));
}

std::string host_in(std::string_view target) {
    const std::string place = place_in(target);
    return place.substr(0, place.find(';'));
}

Identity identity_to_trunk(const Dialling& dialling, const TrunkTerms& trunk, const Way& way) {
    const std::string host = host_in(way.target);
    const auto uri = [&](std::string_view user) {
        return fmt::format("sip:{}@{}", escape_user(user), host);
    };
    Identity identity;
    identity.is_private = dialling.caller.empty();
    if (identity.is_private) {
        identity.from = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
        if (!trunk.user.empty()) identity.asserted = name_address("", uri(trunk.user));
    } else if (trunk.caller_id == CallerIdHeader::p_asserted_identity) {
        const std::string& user = trunk.user.empty() ? dialling.caller : trunk.user;
        identity.from = name_address(dialling.caller_name, uri(user));
        identity.asserted = name_address(dialling.caller_name, uri(dialling.caller));
    } else {
        identity.from = name_address(dialling.caller_name, uri(dialling.caller));
    }
    return identity;
}

Identity identity_to_phone(const Dialling& dialling, const Way& way) {
    const std::string& host = way.agent->terms().public_host;
    if (dialling.caller.empty()) {
        const std::string_view name =
            dialling.caller_name.empty() ? "Anonymous" : std::string_view(dialling.caller_name);
        return {name_address(name, "sip:anonymous@anonymous.invalid"), "", true};
    }
    const std::string uri = fmt::format("sip:{}@{}", escape_user(dialling.caller), host);
    return {name_address(dialling.caller_name, uri), "", false};
}

// What tells more of the number than of the device: busy before not there.
int weight_of(LegCause cause) {
    switch (cause) {
        case LegCause::refused: return 4;
        case LegCause::busy: return 3;
        case LegCause::none: return -1;
        case LegCause::no_answer: return 1;
        case LegCause::unreachable: return 0;
        default: return 2;
    }
}

}  // namespace

void Dialogues::dial(DialogueKey key, Dialling dialling) {
    Dialogue& dialogue = dialogues_[static_cast<std::uint64_t>(key)];
    dialogue.key = key;
    dialogue.stage = Dialogue::Stage::calling;
    dialogue.trunk = dialling.trunk;
    dialogue.phone = dialling.phone;
    dialogue.local_sdp = dialling.offer;
    dialogue.patience_ends_at = clock_.now() + dialling.patience;
    dialogue.dialling = std::move(dialling);
    if (dialogue.phone.is_nil()) {
        dialogue.ways_left = surroundings_.trunk_ways(dialogue.trunk);
        if (!try_next(dialogue)) end(dialogue, {LegCause::unreachable, 0});
        return;
    }
    const std::vector<Way> all = surroundings_.phone_ways(dialogue.phone);
    if (all.empty()) return end(dialogue, {LegCause::unreachable, 0});
    for (const Way& way : all) begin(dialogue, way);
}

// False where no way is left.
bool Dialogues::try_next(Dialogue& dialogue) {
    if (dialogue.ways_left.empty()) return false;
    const Way way = dialogue.ways_left.front();
    dialogue.ways_left.erase(dialogue.ways_left.begin());
    begin(dialogue, way);
    return true;
}

void Dialogues::begin(Dialogue& dialogue, const Way& way) {
    const Dialling& dialling = dialogue.dialling;
    const TrunkTerms* trunk = surroundings_.trunk(dialogue.trunk);
    const Identity identity = trunk == nullptr ? identity_to_phone(dialling, way)
                                               : identity_to_trunk(dialling, *trunk, way);
    const std::string target =
        trunk == nullptr ? way.target : with_user(dialling.number, way.target);
    const std::string to = fmt::format("<{}>", target.substr(0, target.find(';')));
    const std::string place = way.place.uri();
    const std::string route = fmt::format("<{};lr>", place);
    const std::string asserted = fmt::format("P-Asserted-Identity: {}", identity.asserted);
    dialogue.contact = way.agent->contact(way.place.carriage, way.place.address);

    nua_handle_t* handle = nua_handle(way.agent->nua(), nullptr, TAG_END());
    nua_set_hparams(handle, SIPTAG_ALLOW_STR(methods_in_call),
                    TAG_IF(way.kind == Way::Kind::fixed, NUTAG_PROXY(place.c_str())),
                    TAG_IF(way.kind == Way::Kind::routed, NUTAG_INITIAL_ROUTE_STR(route.c_str())),
                    TAG_END());
    nua_invite(handle, NUTAG_URL(target.c_str()), SIPTAG_FROM_STR(identity.from.c_str()),
               SIPTAG_TO_STR(to.c_str()),
               TAG_IF(!dialogue.contact.empty(), SIPTAG_CONTACT_STR(dialogue.contact.c_str())),
               TAG_IF(!identity.asserted.empty(), SIPTAG_HEADER_STR(asserted.c_str())),
               TAG_IF(identity.is_private, SIPTAG_PRIVACY_STR("id")),
               SIPTAG_CONTENT_TYPE_STR("application/sdp"),
               SIPTAG_PAYLOAD_STR(dialling.offer.c_str()), TAG_END());
    dialogue.branches.push_back({handle, way, clock_.now() + silence_max});
    by_handle_[handle] = static_cast<std::uint64_t>(dialogue.key);
}

void Dialogues::call_heard(Dialogue& dialogue, Branch& branch, const Heard& heard) {
    switch (heard.event) {
        case nua_r_invite: break;
        case nua_i_terminated: return call_refused(dialogue, branch, heard);
        case nua_i_update: return updated(dialogue, heard);
        case nua_i_refer:
        case nua_i_info: return informed(dialogue, heard);
        default: return;
    }
    if (heard.sip != nullptr) branch.is_answering = true;
    if (heard.status == 401 || heard.status == 407) {
        if (!authenticate(dialogue, branch, heard)) call_refused(dialogue, branch, heard);
    } else if (heard.status >= 300) {
        call_refused(dialogue, branch, heard);
    } else if (heard.status >= 200) {
        call_answered(dialogue, branch, heard);
    } else if (heard.status > 100) {
        std::string sdp = sdp_in(heard.sip);
        if (!sdp.empty()) dialogue.early_sdp = sdp;
        listener_.reached(dialogue.key, branch.way.place.address.text());
        // Of several phones that ring none is heard before it answers.
        listener_.ringing(dialogue.key, dialogue.branches.size() > 1 ? "" : sdp);
    }
}

bool Dialogues::authenticate(Dialogue& dialogue, Branch& branch, const Heard& heard) {
    const TrunkTerms* trunk = surroundings_.trunk(dialogue.trunk);
    if (trunk == nullptr || trunk->user.empty() || heard.sip == nullptr || branch.has_authenticated)
        return false;
    branch.has_authenticated = true;
    const auto credentials = credentials_for(*heard.sip, trunk->user, trunk->password);
    if (!credentials) return false;
    nua_authenticate(heard.handle, NUTAG_AUTH(credentials->c_str()), TAG_END());
    return true;
}

void Dialogues::call_answered(Dialogue& dialogue, Branch& branch, const Heard& heard) {
    dialogue.stage = Dialogue::Stage::standing;
    dialogue.handle = branch.handle;
    dialogue.agent = branch.way.agent;
    const std::string address = branch.way.place.address.text();
    nua_set_hparams(heard.handle,
                    NUTAG_UPDATE_REFRESH(heard.sip != nullptr && allows(*heard.sip, "UPDATE")),
                    TAG_END());
    nua_ack(heard.handle, TAG_END());
    for (const Branch& other : dialogue.branches) {
        if (other.handle == dialogue.handle) continue;
        nua_cancel(other.handle, TAG_END());
        dismiss(other.handle, other.way.agent);
    }
    dialogue.branches.clear();
    const std::string sdp = sdp_in(heard.sip);
    listener_.reached(dialogue.key, address);
    listener_.answered(dialogue.key, sdp.empty() ? dialogue.early_sdp : sdp);
}

void Dialogues::trunk_failed(TrunkId trunk) {
    std::vector<std::pair<DialogueKey, nua_handle_t*>> waiting;
    for (const auto& [number, dialogue] : dialogues_)
        for (const Branch& branch : dialogue.branches)
            if (dialogue.trunk == trunk && !branch.is_answering)
                waiting.emplace_back(dialogue.key, branch.handle);
    for (const auto& [key, handle] : waiting) {
        if (Dialogue* dialogue = find(key)) give_up(*dialogue, handle, {LegCause::unreachable, 0});
        drop(handle);
    }
}

void Dialogues::call_refused(Dialogue& dialogue, const Branch& branch, const Heard& heard) {
    const bool is_theirs = heard.sip != nullptr;
    if (!is_theirs && !dialogue.phone.is_nil() && branch.way.place.carriage != Carriage::udp)
        surroundings_.phone_unreachable(dialogue.phone, branch.way.place);
    give_up(dialogue, branch.handle,
            is_theirs ? Ending{cause_of_refusal(heard.status), heard.status}
                      : Ending{LegCause::unreachable, 0});
}

// Of one branch; with the last of them the call is over, where there is no other way.
void Dialogues::give_up(Dialogue& dialogue, nua_handle_t* handle, const Ending& ending) {
    nua_cancel(handle, TAG_END());
    const auto branch = std::ranges::find(dialogue.branches, handle, &Branch::handle);
    if (branch == dialogue.branches.end()) return;
    dismiss(handle, branch->way.agent);
    // It waits for better credentials, and for nothing else.
    if (ending.status == 401 || ending.status == 407) drop(handle);
    dialogue.branches.erase(branch);
    if (weight_of(ending.cause) > weight_of(dialogue.refused.cause)) dialogue.refused = ending;
    const bool is_declined = ending.status >= 600;
    if (is_declined) {
        dialogue.refused = ending;
        for (const Branch& other : dialogue.branches) nua_cancel(other.handle, TAG_END());
    } else if (!dialogue.branches.empty()) {
        return;
    }
    const bool is_other_way_better =
        dialogue.phone.is_nil() && !is_declined && ending.cause == LegCause::unreachable;
    if (is_other_way_better && try_next(dialogue)) return;
    end(dialogue, dialogue.refused);
}

}  // namespace parley::voice
