#include "app/settings.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/wire/agent.hpp"

namespace parley::http {
namespace {

// AgentBody and AgentPatch name their common members alike.
template <class Body>
app::AgentPatch common_of(Body& body) {
    app::AgentPatch patch;
    patch.name = std::move(body.name);
    patch.role = body.role;
    patch.capacity = body.capacity;
    if (body.capacity_profile_id.is_present()) {
        const auto& profile = body.capacity_profile_id.value();
        patch.capacity_profile = profile ? *profile : CapacityProfileId{};
    }
    if (body.skills) patch.skills = wire::from_wire(*body.skills);
    patch.queues = std::move(body.queue_ids);
    if (body.posts) patch.posts = wire::from_wire(*body.posts);
    patch.password = std::move(body.password);
    return patch;
}

}  // namespace

Task<Result<Response>> get_agents(Call& call) {
    CO_TRY(const auto agents, co_await app::list_agents(call.app(), call.by_staff()));
    co_return page_by_name(call, agents, [](const Agent& one) { return wire::to_wire(one); });
}

Task<Result<Response>> get_agent(Call& call) {
    CO_TRY(const AgentId id, call.id<AgentId>(0));
    CO_TRY(const Agent agent, co_await app::get_agent(call.app(), call.by_staff(), id));
    co_return versioned(wire::to_wire(agent));
}

Task<Result<Response>> post_agent(Call& call) {
    CO_TRY(auto body, call.body<wire::AgentBody>());
    app::AgentPatch patch = common_of(body);
    patch.email = std::move(body.email);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const Agent& made) { return json(wire::to_wire(made), 201); };
    CO_TRY(const Agent agent,
           co_await app::create_agent(call.app(), call.by_staff(), std::move(patch),
                                      once.keeping<Agent>(answer)));
    co_return answer(agent);
}

Task<Result<Response>> patch_agent(Call& call) {
    CO_TRY(const AgentId id, call.id<AgentId>(0));
    CO_TRY(auto body, call.body<wire::AgentPatch>());
    app::AgentPatch patch = common_of(body);
    patch.active = body.active;
    const auto version = [](const Agent& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Agent agent,
           co_await app::update_agent(call.app(), call.by_staff(), id, std::move(patch),
                                      expected_by<Agent>(call.request, version)));
    co_return versioned(wire::to_wire(agent));
}

}  // namespace parley::http
