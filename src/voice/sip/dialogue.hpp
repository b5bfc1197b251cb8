// One dialogue as we know it: who it is with, how far it is, what it waits for.
#pragma once

#include <sofia-sip/nua.h>

#include <string>
#include <vector>

#include "base/time.hpp"
#include "voice/sip/sip_stack.hpp"
#include "voice/sip/way.hpp"

namespace parley::voice {

// One attempt at whom we call: a phone's registration, or a way of a trunk.
struct Branch {
    nua_handle_t* handle = nullptr;
    Way way;
    Instant silent_at;          // Nothing came back until then: it is given up.
    bool is_answering = false;  // Something came back.
    bool has_authenticated = false;
};

struct Dialogue {
    enum class Stage { calling, called, standing };
    enum class Waiting { nothing, invite, update };  // For our answer, within the call.

    DialogueKey key{};
    Stage stage = Stage::called;
    TrunkId trunk;
    PhoneId phone;
    nua_handle_t* handle = nullptr;  // The one, once there is one.
    Agent* agent = nullptr;
    std::string contact;        // Where we are reached, within this dialogue.
    std::string local_sdp;      // The last that we sent: what a refreshed session is.
    bool wants_answer = false;  // Ours was the offer in 200: theirs comes in ACK.

    // Calling:
    Dialling dialling;
    Instant patience_ends_at;
    std::vector<Branch> branches;
    std::vector<Way> ways_left;
    std::string early_sdp;
    Ending refused;  // The most telling so far.

    // Standing:
    Waiting waiting = Waiting::nothing;
    msg_t* update = nullptr;  // What waits.
    std::string transfer;     // Event of the REFER that waits for its outcome.
    bool is_confirmed = false;

    bool is_settled() const { return waiting == Waiting::nothing; }
};

}  // namespace parley::voice
