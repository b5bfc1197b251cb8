// Every message is looked at once: when its head is parsed, before sofia answers anything to it.
// What is not let in is dropped as if it never came.
//
// It stands in the parser of bodies, which comes next: sofia lets one bring one's own. What has no
// empty line behind its head would pass by, and is kept out by datagram_gate.hpp.
//
// What sofia could not send to is not let in as where to send to: of a BYE that cannot be sent it
// makes another, and so on until the stack is full.
#pragma once

#include <sofia-sip/msg_types.h>
#include <sofia-sip/sip.h>

#include <functional>

#include "voice/sip/address.hpp"

namespace parley::voice {

struct Head {
    Place source;
    const sip_t* sip = nullptr;  // Neither request nor status: it was not to be understood.
    bool is_malformed = false;
};

// False: drop it.
using Gate = std::function<bool(const Head&)>;

// What NTATAG_MCLASS wants; lives as long as the process.
const msg_mclass_t* gated_messages();

// Of the calling thread, until it is set again. Null: all are let in.
void set_gate(const Gate* gate);

// Where a message came from.
Place source_of(msg_t* message);

}  // namespace parley::voice
