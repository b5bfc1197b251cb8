#include "http/wire/agent.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

Agent to_wire(const parley::Agent& agent) {
    std::vector<Skill> skills;
    for (const parley::Skill& skill : agent.skills) skills.push_back({skill.name, skill.level});
    std::vector<Post> posts;
    for (const parley::Post& post : agent.posts)
        posts.push_back({post.queue, post.rank, post.weight, post.precedence});
    Agent wire{.id = agent.id,
               .name = agent.name,
               .email = agent.email,
               .role = agent.role,
               .capacity = agent.capacity,
               .capacity_profile_id = codec::nullable(agent.capacity_profile),
               .skills = std::move(skills),
               .queue_ids = agent.queues,
               .posts = std::move(posts),
               .active = agent.active,
               .presence = agent.presence,
               .presence_reason = agent.presence_reason,
               .presence_since = agent.presence_since,
               .wrap_up_until = agent.wrap_up_until,
               .wrap_up_queue_id = codec::nullable(agent.wrap_up_queue),
               .wrap_up_extensions = agent.wrap_up_extensions,
               .created_at = agent.created_at,
               .version = {}};
    Agent editable = wire;
    editable.presence = {};
    editable.presence_reason = {};
    editable.presence_since = {};
    editable.wrap_up_until = {};
    editable.wrap_up_queue_id = {};
    editable.wrap_up_extensions = {};
    wire.version = version_of(editable);
    return wire;
}

std::vector<parley::Skill> from_wire(const std::vector<Skill>& skills) {
    std::vector<parley::Skill> domain;
    for (const Skill& skill : skills) domain.push_back({skill.name, skill.level});
    return domain;
}

std::vector<parley::Post> from_wire(const std::vector<Post>& posts) {
    std::vector<parley::Post> domain;
    for (const Post& post : posts)
        domain.push_back({post.queue_id, post.rank, post.weight, post.precedence});
    return domain;
}

}  // namespace parley::wire
