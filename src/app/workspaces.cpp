#include "app/workspaces.hpp"

namespace parley::app {

std::shared_ptr<Owner> Workspaces::open(WorkspaceId workspace) {
    const std::scoped_lock lock(mutex_);
    auto& owner = owners_[workspace];
    if (owner) return owner;
    owner = std::make_shared<Owner>(workspace, deps_, workers_);
    if (timers_) owner->start_timers();
    return owner;
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
