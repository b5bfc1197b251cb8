// Sessions and the routing hook: asked before they wait in their queue, and let in with what it
// said, or without when it says nothing in time.
//
// While it is asked, a session has a queue but is unknown to the router, as a callback that rests
// is. Whoever takes or moves it meanwhile overtakes the answer. After a restart nothing is awaited:
// such a session waits in its queue by the house's own rules.
#pragma once

#include <expected>

#include "app/turn.hpp"

namespace parley::app {

// True: it is asked, and the session enters its queue later. False: it is to enter now.
// REQUIRES: a session that has been opened and not yet entered.
bool ask_hook(Floor& floor, Turn& turn, Live& live);

// The queue that the advice leads to as things are, or why it leads nowhere.
std::expected<QueueId, HookOutcome> judge_advice(const Floor& floor, const HookAdvice& advice,
                                                 QueueId own, int share, Instant now);

struct HookReply {
    HookOutcome outcome = HookOutcome::answered;
    HookAdvice advice;  // Of an answer.
    Duration took{};
};
// Nothing where it is not awaited any more.
void take_reply(Floor& floor, Turn& turn, SessionId session, HookCallId call,
                const HookReply& reply);

// It is taken or moved by hand: the answer counts no more. REQUIRES: live.hook_wait.
void overtake_hook(Floor& floor, Turn& turn, Live& live);
// It closes.
void forget_hook(Floor& floor, Live& live);

bool hook_time_is_due(const Floor& floor, Instant now);
void pass_hook_time(Floor& floor, Turn& turn);

}  // namespace parley::app
