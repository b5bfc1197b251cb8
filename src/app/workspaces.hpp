// The owners of this process, by workspace. With one node it owns them all.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "app/owner.hpp"

namespace parley::app {

class Workspaces {
public:
    Workspaces(OwnerDeps deps, boost::asio::thread_pool& workers)
        : deps_(deps), workers_(workers) {}

    // Takes ownership of the workspace and loads it, unless it is here already. Blocking.
    std::shared_ptr<Owner> open(WorkspaceId workspace);
    std::shared_ptr<Owner> find(WorkspaceId workspace) const;
    std::vector<std::shared_ptr<Owner>> all() const;
    // From now on time passes by itself in every owner, present and to come.
    void start_timers();
    // Owners refuse further commands.
    void stop();

    // The first-run wizard runs once at a time: true for whoever may go on, until end_setup().
    bool begin_setup() { return !setting_up_.exchange(true); }
    void end_setup() { setting_up_ = false; }

private:
    const OwnerDeps deps_;
    boost::asio::thread_pool& workers_;
    mutable std::mutex mutex_;  // Requests on any thread look owners up.
    std::unordered_map<WorkspaceId, std::shared_ptr<Owner>> owners_;
    bool timers_ = false;
    std::atomic<bool> setting_up_{false};
};

}  // namespace parley::app
