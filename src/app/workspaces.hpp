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
    // Another node owns it now, or nobody: its commands are refused here.
    void close(WorkspaceId workspace);
    std::shared_ptr<Owner> find(WorkspaceId workspace) const;
    std::vector<std::shared_ptr<Owner>> all() const;
    // From now on time passes by itself in every owner, present and to come.
    void start_timers();
    // Owners refuse further commands.
    void stop();

    // Among several nodes: called before open() loads a workspace, so that nobody else takes it.
    void claim_with(std::function<void(WorkspaceId)> claim) { claim_ = std::move(claim); }

    // An agent has one connection more, or one fewer, on this node. Answers the owner to tell, if
    // it is here; one that comes later is told by open().
    std::shared_ptr<Owner> came(WorkspaceId workspace, AgentId agent);
    std::shared_ptr<Owner> went(WorkspaceId workspace, AgentId agent);
    // Who has connections here, workspace by workspace.
    using Attendees = std::unordered_map<AgentId, int>;
    std::unordered_map<WorkspaceId, Attendees> attendees() const;

    // The first-run wizard runs once at a time: true for whoever may go on, until end_setup().
    bool begin_setup() { return !setting_up_.exchange(true); }
    void end_setup() { setting_up_ = false; }

private:
    const OwnerDeps deps_;
    boost::asio::thread_pool& workers_;
    std::mutex opening_;
    mutable std::mutex mutex_;  // Requests on any thread look owners up.
    std::unordered_map<WorkspaceId, std::shared_ptr<Owner>> owners_;
    std::unordered_map<WorkspaceId, Attendees> attendees_;
    std::function<void(WorkspaceId)> claim_;
    bool timers_ = false;
    std::atomic<bool> setting_up_{false};
};

}  // namespace parley::app
