// This process as one of several nodes on one PostgreSQL: it renews what it owns, takes what nobody
// owns, lets go of what it lost, and asks the owners of the rest.
//
// A thread of its own goes round every `every`, and at once when woken. When the database does not
// answer for Leases::lasts, everything owned here is closed, for others may own it by then; what
// was being committed then fails by its fence.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "app/app.hpp"
#include "bus/nats.hpp"
#include "bus/relay.hpp"
#include "ports/leases.hpp"

namespace parley {

struct NodeOptions {
    std::string id;     // Of this run of this process; unlike every other.
    std::string group;  // Of the installation, on the bus.
};

class Node final : public Cluster {
public:
    static constexpr Duration every = std::chrono::milliseconds(500);
    // A node that has not told who is connected to it for so long has nobody.
    static constexpr Duration attendance_lasts = std::chrono::seconds(4);

    static constexpr Duration leave_within = std::chrono::seconds(5);

    using Answer = std::function<Task<std::string>(WorkspaceId, std::string)>;
    // Called after a workspace has come here, on the node's thread.
    using Opened = std::function<void(WorkspaceId)>;

    Node(NodeOptions options, std::unique_ptr<Leases> leases, Nats& nats, SpineRelay& relay,
         app::Workspaces& workspaces, const Clock& clock, Opened opened);
    ~Node() override;

    // `executor` runs what other nodes ask. Before start().
    void answer(std::string kind, boost::asio::any_io_executor executor, Answer answer);
    // Returns when the first round is over: blocking.
    void start(std::function<std::size_t()> connections);
    // Takes nothing more, and gives up what it owns: others take over at once.
    void leave();

    Task<Result<std::string>> ask_owner(WorkspaceId workspace, std::string kind,
                                        std::string question) override;
    void attendance_changed(WorkspaceId workspace) override;
    void claim(WorkspaceId workspace) override;

private:
    using Completion = std::function<void(Result<std::string>)>;
    struct Asked {
        Completion complete;
        Instant expires;
        WorkspaceId workspace;
        std::string node;  // Who was asked.
    };
    struct Answerer {
        boost::asio::any_io_executor executor;
        Answer answer;
    };
    struct Elsewhere {  // Agents connected to another node.
        std::set<AgentId> agents;
        Instant told_at;
    };

    void work();
    void round();
    void take_over(const std::vector<Held>& all, const std::vector<NodeSeen>& nodes);
    bool try_acquire(WorkspaceId workspace);
    void open(WorkspaceId workspace);
    void close(WorkspaceId workspace);
    void close_all();
    void leave_now();
    void tell_attendance();
    void hear_attendance(std::string_view text);
    void forget_silent_nodes();
    void hear_question(const Nats::Message& message);
    void expire_questions();
    std::string subject_of(const std::string& node) const {
        return options_.group + ".node." + node;
    }
    std::string owner_node(WorkspaceId workspace);

    const NodeOptions options_;
    const std::unique_ptr<Leases> leases_;  // The node's thread, but for claim() and leave().
    std::mutex leases_mutex_;
    Nats& nats_;
    SpineRelay& relay_;
    app::Workspaces& workspaces_;
    const Clock& clock_;
    const Opened opened_;
    std::map<std::string, Answerer, std::less<>> answerers_;
    std::function<std::size_t()> connections_;

    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_ = false;
    bool stop_ = false;
    std::condition_variable left_;
    std::atomic<bool> has_left_{false};
    std::unordered_map<WorkspaceId, std::string> owners_;  // Node ids, as last read.
    std::unordered_map<std::string, Asked> asked_;         // By token.
    std::map<std::pair<WorkspaceId, std::string>, Elsewhere> elsewhere_;
    std::uint64_t tokens_ = 0;

    std::set<WorkspaceId> ours_;  // The node's thread.
    std::chrono::steady_clock::time_point renewed_at_;
    std::atomic<bool> leaving_{false};
    std::thread thread_;
};

}  // namespace parley
