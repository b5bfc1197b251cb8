// Calls: those that come, those that we make, and what happens within them.
//
// Each is told of to the listener until it is over, which is told at once; what sofia still has to
// say to the other end of it (CANCEL, BYE and their answers) goes on by itself, and is cut off
// after `farewell_max`.
//
// Threads: the SIP thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "voice/sip/dialogue.hpp"

namespace parley::voice {

class Dialogues {
public:
    static constexpr Duration silence_max = 4s;  // Of whom we call, before anything comes back.
    static constexpr Duration farewell_max = 40s;

    // What is known elsewhere of trunks and phones.
    struct Surroundings {
        std::function<const TrunkTerms*(TrunkId)> trunk;
        std::function<std::vector<Way>(TrunkId)> trunk_ways;
        std::function<std::vector<Way>(PhoneId)> phone_ways;
        std::function<void(PhoneId, const Place&)> phone_unreachable;
    };

    Dialogues(SipListener& listener, const Clock& clock, Surroundings surroundings);

    void dial(DialogueKey key, Dialling dialling);
    void ring(DialogueKey key);
    void progress(DialogueKey key, const std::string& sdp);
    void accept(DialogueKey key, const std::string& sdp);
    void refuse(DialogueKey key, int status);
    void hang_up(DialogueKey key);
    void tell_transfer(DialogueKey key, int status);

    // An INVITE that was let in; `arrival` lacks its dialogue yet.
    void arrived(const Heard& heard, Arrival arrival, DialogueKey key);
    // Whether the event is of a handle that is one of these.
    bool heard(const Heard& heard);
    // No connection to it comes about: what only waits for one is over.
    void trunk_failed(TrunkId trunk);
    void on_tick();
    void hang_up_all();
    // Until nothing is left to be said, or is to be waited for.
    bool has_farewells() const { return !dialogues_.empty() || !farewells_.empty(); }
    void cut_off_all();
    bool uses(const Agent& agent) const;

    std::optional<DialogueKey> replaced_by(Agent& agent, const sip_replaces_t& replaces,
                                           bool is_of_phones) const;

private:
    Dialogue* find(DialogueKey key);
    Dialogue* find(nua_handle_t* handle);

    // Calling (calling.cpp).
    bool try_next(Dialogue& dialogue);
    void begin(Dialogue& dialogue, const Way& way);
    void call_heard(Dialogue& dialogue, Branch& branch, const Heard& heard);
    void call_answered(Dialogue& dialogue, Branch& branch, const Heard& heard);
    void call_refused(Dialogue& dialogue, const Branch& branch, const Heard& heard);
    bool authenticate(Dialogue& dialogue, Branch& branch, const Heard& heard);
    void give_up(Dialogue& dialogue, nua_handle_t* handle, const Ending& ending);

    // Within a call (standing.cpp).
    void told(Dialogue& dialogue, const Heard& heard);
    void reinvited(Dialogue& dialogue, const Heard& heard);
    void updated(Dialogue& dialogue, const Heard& heard);
    void refreshed(Dialogue& dialogue, const Heard& heard);
    void informed(Dialogue& dialogue, const Heard& heard);
    void referred(Dialogue& dialogue, const Heard& heard);
    void answer(Dialogue& dialogue, int status, const std::string& sdp);

    void end(Dialogue& dialogue, Ending ending);
    void dismiss(nua_handle_t* handle, Agent* agent);
    void farewell_heard(const Heard& heard);
    void drop(nua_handle_t* handle);

    struct Farewell {
        Agent* agent = nullptr;
        Instant since;
    };

    SipListener& listener_;
    const Clock& clock_;
    const Surroundings surroundings_;
    std::unordered_map<std::uint64_t, Dialogue> dialogues_;  // By key.
    std::unordered_map<nua_handle_t*, std::uint64_t> by_handle_;
    std::unordered_map<nua_handle_t*, Farewell> farewells_;
};

// The SDP in a message; empty: there is none.
std::string sdp_in(const sip_t* sip);
bool allows(const sip_t& sip, const char* method);

}  // namespace parley::voice
