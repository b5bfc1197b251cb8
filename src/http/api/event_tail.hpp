// Lets a request wait for the next commit of its workspace: long polls (event_actions.cpp).
//
// Threads: any; whoever waits resumes on its own executor.
// Bounds:  `waiting_max` requests wait at once; one more is not let in.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <list>
#include <mutex>
#include <unordered_map>

#include "base/task.hpp"
#include "ports/published.hpp"

namespace parley::http {

class EventTail final : public Bus {
public:
    static constexpr std::size_t waiting_max = 1'000;

    // Waits until the workspace has an event after `seq`, but no longer than `patience`. Refuses
    // over_limit "too_many_waiting".
    Task<Result<>> wait(WorkspaceId workspace, std::int64_t seq, Duration patience);
    // Nobody waits any more, nor ever again.
    void stop();

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId, Signal) override {}
    void signed_out(WorkspaceId, SignInId) override {}

private:
    struct Place {
        std::int64_t last_seq = 0;  // That was published here.
        std::list<std::shared_ptr<boost::asio::steady_timer>> waiting;
    };

    static void wake(Place& place);

    std::mutex mutex_;
    std::unordered_map<WorkspaceId, Place> places_;
    std::size_t waiting_ = 0;
    bool stopped_ = false;
};

}  // namespace parley::http
