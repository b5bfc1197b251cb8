// How long a receiver asks us to wait: HTTP's Retry-After, of RFC 9110, section 10.2.3.
#pragma once

#include <string_view>

#include "base/time.hpp"

namespace parley::app {

// `text` is a number of seconds, or a date in one of HTTP's three forms. Zero for a moment past and
// for what is neither; at most `longest`.
Duration asked_wait(std::string_view text, Instant now, Duration longest);

}  // namespace parley::app
