// An agent is an account's membership in one workspace: who they are there, what they may do,
// what they can do.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

enum class Role { administrator, supervisor, agent };
BOOST_DESCRIBE_ENUM(Role, administrator, supervisor, agent)

// ready: work may be offered. away: present, no new work, with a reason. offline: not here.
enum class Presence { offline, away, ready };
BOOST_DESCRIBE_ENUM(Presence, offline, away, ready)

struct Skill {
    std::string name;  // Lower case, e.g. "en", "billing".
    int level = 5;     // 1 (some) … 10 (best).

    friend bool operator==(const Skill&, const Skill&) = default;
};

// What distinguishes an agent in one of their queues (岗位). A queue without one has the defaults.
struct Post {
    static constexpr int rank_max = 100;
    static constexpr int weight_max = 100;
    static constexpr int precedence_max = 100;

    QueueId queue;
    int rank = 50;        // fixed_order: 1 is asked first.
    int weight = 10;      // weighted, even_by_work: 20 is given twice as much as 10.
    int precedence = 50;  // Which of their queues an agent who gets free serves first: 1 before 2.

    friend bool operator==(const Post&, const Post&) = default;
};

// The person behind the sign-in. Never leaves the server as it is.
struct Account {
    AccountId id;
    std::string email;          // Lower case; unique over the installation.
    std::string password_hash;  // Argon2id, libsodium's text form.
    Instant created_at;
};

struct Agent {
    static constexpr std::size_t name_max = 100;
    static constexpr int capacity_max = 100;
    static constexpr std::size_t skills_max = 50;

    AgentId id;
    AccountId account;
    std::string name;
    std::string email;  // The account's, repeated for lists.
    Role role = Role::agent;
    int capacity = 100;                  // Shares a medium's item may take; 100 fills the agent.
    CapacityProfileId capacity_profile;  // Nil: what the queues say.
    std::vector<Skill> skills;
    std::vector<QueueId> queues;
    std::vector<Post> posts;  // At most one for each of `queues`.
    bool active = true;       // An agent is never deleted, only made inactive.

    Presence presence = Presence::offline;
    std::string presence_reason;  // "rest", "meal", "training", "no_answer" …; empty unless away.
    Instant presence_since;
    Instant wrap_up_until;       // Offered nothing until then: epoch or past, not wrapping up.
    QueueId wrap_up_queue;       // Whose item they wrap up, the latest; else of the last time.
    int wrap_up_extensions = 0;  // How often they have made it longer; the same.
    Instant created_at;
};

}  // namespace parley
