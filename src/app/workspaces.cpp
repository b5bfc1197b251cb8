#include "app/workspaces.hpp"

#include "app/presence.hpp"

namespace parley::app {

std::shared_ptr<Owner> Workspaces::open(WorkspaceId workspace) {
    const std::scoped_lock one_at_a_time(opening_);
    if (auto owner = find(workspace)) return owner;
    if (claim_) claim_(workspace);
    auto owner = std::make_shared<Owner>(workspace, deps_, workers_);
    const std::scoped_lock lock(mutex_);
    owners_[workspace] = owner;
    if (timers_) owner->start_timers();
    for (const auto& [agent, connections] : attendees_[workspace]) {
        for (int count = 0; count < connections; ++count) tell_connected(*owner, agent);
    }
    return owner;
}

void Workspaces::close(WorkspaceId workspace) {
    const std::scoped_lock lock(mutex_);
    const auto found = owners_.find(workspace);
    if (found == owners_.end()) return;
    found->second->stop();
    owners_.erase(found);
}

std::shared_ptr<Owner> Workspaces::came(WorkspaceId workspace, AgentId agent) {
    const std::scoped_lock lock(mutex_);
    ++attendees_[workspace][agent];
    const auto found = owners_.find(workspace);
    return found == owners_.end() ? nullptr : found->second;
}

std::shared_ptr<Owner> Workspaces::went(WorkspaceId workspace, AgentId agent) {
    const std::scoped_lock lock(mutex_);
    Attendees& here = attendees_[workspace];
    if (--here[agent] <= 0) here.erase(agent);
    const auto found = owners_.find(workspace);
    return found == owners_.end() ? nullptr : found->second;
}

std::unordered_map<WorkspaceId, Workspaces::Attendees> Workspaces::attendees() const {
    const std::scoped_lock lock(mutex_);
    return attendees_;
}

std::shared_ptr<Owner> Workspaces::find(WorkspaceId workspace) const {
    const std::scoped_lock lock(mutex_);
    const auto found = owners_.find(workspace);
    return found == owners_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<Owner>> Workspaces::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::shared_ptr<Owner>> owners;
    for (const auto& [id, owner] : owners_) owners.push_back(owner);
    return owners;
}

void Workspaces::start_timers() {
    {
        const std::scoped_lock lock(mutex_);
        timers_ = true;
    }
    for (const auto& owner : all()) owner->start_timers();
}

void Workspaces::stop() {
    for (const auto& owner : all()) owner->stop();
}

}  // namespace parley::app
