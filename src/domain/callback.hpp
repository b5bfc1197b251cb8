// A callback (回呼) is a waiting session whose contact is telephoned when its turn comes, because
// they asked for it, or because they called while its queue was full: it keeps its place, is
// offered like any other, and is dialled by whoever accepts it.
//
//     waiting ──▶ reached
//       ▲  └─▶ resting ──▶ given_up        the contact does not answer, again and again
//       └────────┘
#pragma once

#include <boost/describe/enum.hpp>
#include <string>

#include "domain/ids.hpp"

namespace parley {

enum class CallbackState { waiting, resting, reached, given_up };
BOOST_DESCRIBE_ENUM(CallbackState, waiting, resting, reached, given_up)

// One of a session at most.
struct Callback {
    static constexpr int attempts_most = 10;
    static constexpr int retry_seconds_max = 86'400;

    SessionId session;
    ConversationId conversation;
    std::string number;  // "+86…". Personal data.
    CallbackState state = CallbackState::waiting;
    int attempts = 0;  // Calls begun.
    Instant requested_at;
    Instant due_at;  // resting: when it waits again.

    bool is_over() const {
        return state == CallbackState::reached || state == CallbackState::given_up;
    }

    // A call of it ended. Tells whether it is to be tried again.
    bool tried(bool was_reached, int attempts_max, Instant again_at);
    // They called before they were called.
    void called_first() { state = CallbackState::reached; }
};

}  // namespace parley
