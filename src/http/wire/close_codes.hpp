// Close codes of the realtime protocol, with what a client does about each.
#pragma once

#include <cstdint>
#include <string_view>

namespace parley::wire {

struct CloseCode {
    std::uint16_t code;
    std::string_view advice;
};

namespace close {
constexpr CloseCode draining{1001, "draining: reconnect after a random 0–3 s"};
constexpr CloseCode broken_protocol{1008, "broken protocol: do not retry with the same frame"};
constexpr CloseCode too_big{1009, "frame over 64 KiB: do not send it again"};
constexpr CloseCode too_slow{1013, "too slow: reconnect and resume"};
constexpr CloseCode not_signed_in{4401, "not signed in, or the credential is wrong: sign in again"};
constexpr CloseCode not_allowed{4403, "origin or site not allowed"};
constexpr CloseCode silent{4408, "no hello or no ping in time: reconnect"};
constexpr CloseCode replaced{4409, "replaced by a newer protocol or signed out elsewhere"};
}  // namespace close

constexpr CloseCode close_codes[] = {
    close::draining,      close::broken_protocol, close::too_big, close::too_slow,
    close::not_signed_in, close::not_allowed,     close::silent,  close::replaced,
};

}  // namespace parley::wire
