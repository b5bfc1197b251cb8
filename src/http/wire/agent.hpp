// Agents and what they send about themselves.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "domain/agent.hpp"

namespace parley::wire {

struct Skill {
    std::string name;
    int level = 0;
};
BOOST_DESCRIBE_STRUCT(Skill, (), (name, level))

struct Post {
    QueueId queue_id;
    int rank = 0;
    int weight = 0;
    int precedence = 0;
};
BOOST_DESCRIBE_STRUCT(Post, (), (queue_id, rank, weight, precedence))

using Skills = codec::List<Skill, parley::Agent::skills_max>;

struct Agent {
    AgentId id;
    std::string name;
    std::string email;
    Role role{};
    int capacity = 0;
    codec::Nullable<CapacityProfileId> capacity_profile_id;
    std::vector<Skill> skills;
    std::vector<QueueId> queue_ids;
    std::vector<Post> posts;
    bool active = false;
    Presence presence{};
    std::string presence_reason;
    Instant presence_since;
    Instant wrap_up_until;
    codec::Nullable<QueueId> wrap_up_queue_id;
    int wrap_up_extensions = 0;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Agent, (),
                      (id, name, email, role, capacity, capacity_profile_id, skills, queue_ids,
                       posts, active, presence, presence_reason, presence_since, wrap_up_until,
                       wrap_up_queue_id, wrap_up_extensions, created_at, version))

struct AgentBody {
    std::string name;
    std::string email;
    std::string password;
    Role role{};
    std::optional<int> capacity;
    codec::Patch<CapacityProfileId> capacity_profile_id;
    std::optional<Skills> skills;
    std::optional<std::vector<QueueId>> queue_ids;
    std::optional<std::vector<Post>> posts;
};
BOOST_DESCRIBE_STRUCT(AgentBody, (),
                      (name, email, password, role, capacity, capacity_profile_id, skills,
                       queue_ids, posts))

struct AgentPatch {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<int> capacity;
    codec::Patch<CapacityProfileId> capacity_profile_id;
    std::optional<Skills> skills;
    std::optional<std::vector<QueueId>> queue_ids;
    std::optional<std::vector<Post>> posts;
    std::optional<bool> active;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(AgentPatch, (),
                      (name, role, capacity, capacity_profile_id, skills, queue_ids, posts, active,
                       password))

struct PresenceBody {
    Presence presence{};
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(PresenceBody, (), (presence, reason))

Agent to_wire(const parley::Agent& agent);
std::vector<parley::Skill> from_wire(const std::vector<Skill>& skills);
std::vector<parley::Post> from_wire(const std::vector<Post>& posts);

}  // namespace parley::wire
