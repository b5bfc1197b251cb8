#include "main/node.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/thread_name.hpp"

namespace parley {

Node::Node(NodeOptions options, std::unique_ptr<Leases> leases, Nats& nats, SpineRelay& relay,
           app::Workspaces& workspaces, const Clock& clock, Opened opened)
    : options_(std::move(options)),
      leases_(std::move(leases)),
      nats_(nats),
      relay_(relay),
      workspaces_(workspaces),
      clock_(clock),
      opened_(std::move(opened)),
      renewed_at_(std::chrono::steady_clock::now()) {}

Node::~Node() {
    leave();
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    woken_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Node::start(std::function<std::size_t()> connections) {
    connections_ = std::move(connections);
    nats_.on_answers([this](std::string_view token, std::string_view data) {
        Completion complete;
        {
            const std::scoped_lock lock(mutex_);
            const auto found = asked_.find(std::string(token));
            if (found == asked_.end()) return;  // Too late.
            complete = std::move(found->second.complete);
            asked_.erase(found);
        }
        if (data.starts_with('+')) return complete(std::string(data.substr(1)));
        complete(refuse(Code::unavailable, "try_again"));
    });
    nats_.subscribe(subject_of(options_.id),
                    [this](const Nats::Message& message) { hear_question(message); });
    nats_.subscribe(options_.group + ".attendance",
                    [this](const Nats::Message& message) { hear_attendance(message.data); });
    nats_.subscribe(options_.group + ".released", [this](const Nats::Message&) {
        const std::scoped_lock lock(mutex_);
        wake_ = true;
        woken_.notify_one();
    });
    round();
    thread_ = std::thread([this] { work(); });
}

void Node::work() {
    name_thread("node");
    std::unique_lock lock(mutex_);
    while (!stop_) {
        woken_.wait_for(lock, every, [&] { return stop_ || wake_; });
        if (stop_) return;
        wake_ = false;
        lock.unlock();
        round();
        lock.lock();
    }
}

void Node::round() {
    try {
        std::vector<Held> all;
        std::vector<NodeSeen> nodes;
        if (leaving_ && !has_left_) leave_now();
        {
            const std::scoped_lock lock(leases_mutex_);
            if (!leaving_) {
                const auto connections = static_cast<std::int64_t>(connections_());
                const NodeSeen self{options_.id, connections, true};
                leases_->renew(self);
                renewed_at_ = std::chrono::steady_clock::now();
            }
            all = leases_->all();
            nodes = leases_->nodes();
        }
        take_over(all, nodes);
    } catch (const StoreBroken& broken) {
        log_warning("leases_unreachable", {{"why", broken.what()}});
        if (std::chrono::steady_clock::now() - renewed_at_ > Leases::lasts) close_all();
    }
    tell_attendance();
    forget_silent_nodes();
    expire_questions();
}

void Node::take_over(const std::vector<Held>& all, const std::vector<NodeSeen>& nodes) {
    std::int64_t alive = 0;
    for (const NodeSeen& node : nodes) alive += node.is_alive ? 1 : 0;
    const std::int64_t sharers = std::max<std::int64_t>(alive, 1);
    const auto share = (static_cast<std::int64_t>(all.size()) + sharers - 1) / sharers;
    std::int64_t owned = 0;
    for (const Held& held : all) owned += held.node == options_.id ? 1 : 0;

    for (const Held& held : all) {
        const bool is_here = ours_.contains(held.workspace);
        if (!relay_.follow(held.workspace, held.last_seq))
            relay_.begin_at(held.workspace, held.last_seq);
        if (held.node == options_.id && !is_here && !leaving_) open(held.workspace);
        if (held.node != options_.id && !held.node.empty() && is_here) close(held.workspace);
        if (held.node.empty() && !leaving_ && try_acquire(held.workspace)) open(held.workspace);
        // Somebody came who has less: one a round, so that few visitors notice at a time.
        if (held.node == options_.id && owned > share && sharers > 1 && !leaving_) {
            close(held.workspace);
            const std::scoped_lock lock(leases_mutex_);
            leases_->release(held.workspace, options_.id);
            nats_.publish(options_.group + ".released", "");
            owned = 0;
        }
        const std::scoped_lock lock(mutex_);
        owners_[held.workspace] = ours_.contains(held.workspace) ? options_.id : held.node;
    }
}

void Node::open(WorkspaceId workspace) {
    workspaces_.open(workspace);
    ours_.insert(workspace);
    log_info("workspace_owned", {{"workspace", workspace.text()}, {"node", options_.id}});
    opened_(workspace);
}

void Node::close(WorkspaceId workspace) {
    workspaces_.close(workspace);
    ours_.erase(workspace);
    const std::scoped_lock lock(mutex_);
    std::erase_if(elsewhere_, [&](const auto& entry) { return entry.first.first == workspace; });
    log_info("workspace_given_up", {{"workspace", workspace.text()}, {"node", options_.id}});
}

void Node::close_all() {
    const std::set<WorkspaceId> all = ours_;
    for (const WorkspaceId workspace : all) close(workspace);
}

bool Node::try_acquire(WorkspaceId workspace) {
    const std::scoped_lock lock(leases_mutex_);
    return leases_->acquire(workspace, options_.id);
}

void Node::claim(WorkspaceId workspace) { try_acquire(workspace); }

void Node::leave() {
    if (leaving_.exchange(true)) return;
    if (!thread_.joinable()) return;
    std::unique_lock lock(mutex_);
    wake_ = true;
    woken_.notify_all();
    left_.wait_for(lock, leave_within, [&] { return has_left_.load(); });
}

// On the node's thread, in its round.
void Node::leave_now() {
    close_all();
    {
        const std::scoped_lock lock(leases_mutex_);
        leases_->leave(options_.id);
    }
    nats_.publish(options_.group + ".released", "");
    const std::scoped_lock lock(mutex_);
    has_left_ = true;
    left_.notify_all();
}

}  // namespace parley
