// The routing hook (外部路由) is an address of somebody else's program that is asked where a
// session should go, before it waits in its queue.
//
// It may name a queue, an agent, a head start and skills; whatever it does not name stays as the
// house's own rules have it. If it does not answer in time, or not as it should, they decide alone.
// After `failures_max` such in a row it is not asked for `skipped_for`, so that nobody waits for a
// program that is down. Pure.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/agent.hpp"
#include "domain/ids.hpp"

namespace parley {

using HookCallId = Id<struct HookCallTag>;  // One asking.

// What came of asking it.
//   unreachable   no connection, or none that is allowed (domain/webhook.hpp, SendFailure)
//   too_large     more than answer_max bytes
//   bad_answer    not JSON, or not of the form that is declared
//   no_such_queue, no_such_agent   not there, or inactive
//   queue_closed, queue_full       the queue it named takes nobody now
//   skipped       not asked: it failed too often of late
//   too_many      not asked: as many as may be wait for its answer already
//   overtaken     somebody took or moved the session meanwhile
enum class HookOutcome {
    answered,
    timed_out,
    unreachable,
    bad_status,
    too_large,
    bad_answer,
    no_such_queue,
    no_such_agent,
    queue_closed,
    queue_full,
    secret_lost,
    skipped,
    too_many,
    overtaken
};
BOOST_DESCRIBE_ENUM(HookOutcome, answered, timed_out, unreachable, bad_status, too_large,
                    bad_answer, no_such_queue, no_such_agent, queue_closed, queue_full, secret_lost,
                    skipped, too_many, overtaken)

// One of a workspace.
struct RoutingHook {
    static constexpr int timeout_ms_min = 100;
    static constexpr int timeout_ms_max = 5'000;
    static constexpr std::size_t queues_max = 100;
    static constexpr std::int64_t failures_max = 5;
    static constexpr Duration skipped_for = 60s;
    static constexpr std::size_t asked_max = 500;     // Sessions that wait for its answer at once.
    static constexpr std::size_t answer_max = 4'096;  // Bytes.

    WorkspaceId workspace;
    bool active = false;
    std::string url;
    std::string secret;           // Sealed; empty: none was made yet.
    int timeout_ms = 1'000;       // A session waits no longer for its answer.
    std::vector<QueueId> queues;  // It is asked about sessions for these; empty: for all.

    bool asks_about(QueueId queue) const;
};

struct HookAdvice {
    static constexpr int head_start_max = 3'600;  // Seconds.
    static constexpr std::size_t skills_max = 8;

    QueueId queue;               // Nil: as the entry rules have it.
    AgentId agent;               // Nil: anybody. Else held for them as one transferred is.
    int head_start_seconds = 0;  // Beside that of the priority rules.
    std::vector<Skill> skills;   // Asked of the agent, beyond the queue's own.
};

// How it fares, since the server took up the workspace.
struct HookHealth {
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t failures = 0;  // In a row.
    Instant skipped_until;      // Epoch, or past: it is asked.
    Instant answered_at;        // Epoch: never.
    Instant failed_at;          // Epoch: never.
    HookOutcome last_failure = HookOutcome::answered;
    std::int64_t took_ms = 0;  // Of the last answer.

    bool is_skipped(Instant now) const { return now < skipped_until; }
    // An answer, or the lack of one. Overtaken ones say nothing of it.
    void note(HookOutcome outcome, std::int64_t took, Instant now);
};

}  // namespace parley
