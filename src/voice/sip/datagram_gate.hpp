// Every datagram is looked at before sofia's parser sees it, which takes one without an empty line
// behind its head for whole, and then passes by whoever looks at messages (message_gate.hpp).
//
// Sofia reads by a function of its own, su_vrecv, which a program may define anew: so this one
// does.
#pragma once

#include <functional>
#include <string_view>

#include "voice/sip/address.hpp"

namespace parley::voice {

// False: it was never there.
using DatagramGate = std::function<bool(const Place& source, std::string_view bytes)>;

// Of the calling thread, until it is set again. Null: all are let in.
void set_datagram_gate(const DatagramGate* gate);

// Whether its head has an end (RFC 3261, section 7).
bool has_whole_head(std::string_view bytes);

}  // namespace parley::voice
