// Why a call is over, told from what SIP says of it (RFC 3261, section 21).
#pragma once

#include <string_view>

#include "domain/call.hpp"

namespace parley::voice {

// Of a call of ours that was refused, `status` 300 … 699.
LegCause cause_of_refusal(int status);

// Whether another way to the same number may do better: the trunk is at fault, not the number.
bool is_of_the_way(int status);

}  // namespace parley::voice
