// Whether an agent who is offered a call can be reached: by a page of theirs, or by a desk phone
// that rings for offers. A phone's registration is told by the voice process only; it is believed
// where it says that a phone is gone, for a phone may be registered with another node.
#pragma once

#include <string_view>

#include "app/calls/words.hpp"
#include "app/turn.hpp"

namespace parley::app {

// Away, until their phone is back: a call was offered to them, and reached neither page nor phone.
// Once the phone is registered again they are ready again.
constexpr std::string_view phone_unregistered = "phone_unregistered";

// What `sight` is told of the way to the agent whom the item of `live` is offered to.
// REQUIRES: live.work_item.
void see_way(const Floor& floor, const Live& live, ItemSight& sight);

// Told by the voice process. A phone that rang for an offer and is gone rings no more; if nothing
// else reaches its agent, the call goes on to the next one at once.
void phone_changed(Floor& floor, Turn& turn, const voice::PhoneChanged& told);
// A phone's leg left, or was taken away: the same.
void phone_left(Floor& floor, Turn& turn, SessionId session);

// The agent whom the call is offered to is away now, and the call goes on to the next one.
void pass_over(Floor& floor, Turn& turn, AgentId agent);

}  // namespace parley::app
