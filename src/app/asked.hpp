// A session of the floor as rules are asked about it, and what they answer.
#pragma once

#include "app/contact_facts.hpp"
#include "app/turn.hpp"

namespace parley::app {

// Where a session would go, and by which rule.
struct Entry {
    std::optional<std::size_t> rule;  // Its place in the list; none: the inbox's own queue.
    QueueId queue;
    AgentId agent;  // Nil: anybody.
};

// REQUIRES: the live's inbox is there. `queue` is nil before it has one.
AskedSession asked_session(const Floor& floor, const Live& live, const Inbox& inbox, QueueId queue,
                           const Source& source);

// The first rule that holds and whose queue and agent are there and active.
// REQUIRES: facts of `book`.
Entry entry_of(const Floor& floor, const Rulebook& book, const Inbox& inbox,
               const rules::Given& given);

// Where a session for `queue` goes while it is closed: the queue itself, or the one it names, and
// so on, at most `closed_hops_max` times.
constexpr int closed_hops_max = 5;
const Queue* open_instead_of(const Floor& floor, const Queue& queue, Instant now);

// Sets the work item's head start by the priority rules. REQUIRES: an open session.
void give_head_start(const Floor& floor, const Turn& turn, Live& live);

}  // namespace parley::app
