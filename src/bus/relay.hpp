// Hands every commit of every workspace to the listeners of this node once and in order, whichever
// node made it.
//
// A commit comes by publish() with what it concerns; of many a one made elsewhere only the number
// comes, by follow(). Either may come late or never: what lies between is read from the store.
// So a message lost on the way between nodes costs time, never an event.
// Threads: any. `downstream` is called under a lock, one commit at a time.
#pragma once

#include <deque>
#include <mutex>
#include <unordered_map>

#include "ports/published.hpp"
#include "ports/read_pool.hpp"

namespace parley {

class SpineRelay final : public Bus {
public:
    static constexpr std::size_t events_per_read = 200;

    SpineRelay(ReadPool& readers, Bus& downstream) : readers_(readers), downstream_(downstream) {}

    // Up to `seq` nobody here needs to be told. REQUIRES: nothing of the workspace came before.
    void begin_at(WorkspaceId workspace, std::int64_t seq);
    bool has_begun(WorkspaceId workspace) const;
    // Somebody committed up to `seq`. False: the workspace has not begun here.
    bool follow(WorkspaceId workspace, std::int64_t seq);

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId workspace, Signal signal) override {
        downstream_.tell(workspace, std::move(signal));
    }
    void signed_out(WorkspaceId workspace, SignInId sign_in) override {
        downstream_.signed_out(workspace, sign_in);
    }

private:
    struct Place {
        std::int64_t told = 0;
        std::int64_t wanted = 0;
        bool is_reading = false;
        std::deque<std::shared_ptr<const Committed>> held;  // Newer than a read under way.
    };

    void tell(Place& place, const std::shared_ptr<const Committed>& committed);
    void read_on(WorkspaceId workspace, std::int64_t after);
    void has_read(WorkspaceId workspace, std::vector<Published> events);

    ReadPool& readers_;
    Bus& downstream_;
    mutable std::mutex mutex_;
    std::unordered_map<WorkspaceId, Place> places_;
};

}  // namespace parley
