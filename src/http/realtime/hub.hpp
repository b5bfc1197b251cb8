// The bus of one process: hands what was committed to the room of every IO thread.
//
// Threads: Bus's functions from any thread, also before there are rooms (then nobody
//          listens, and nothing is lost: readers resume from the store).
// Ownership: open_rooms is called once, after the server's threads exist and before it accepts.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <span>
#include <vector>

#include "http/realtime/room.hpp"
#include "ports/published.hpp"

namespace parley::http {

class Hub final : public Bus {
public:
    // Both must outlive the hub.
    Hub(const Clock& clock, const wire::FileLinks& files) : clock_(clock), files_(files) {}

    void open_rooms(std::span<const boost::asio::any_io_executor> executors);
    // The room of the calling connection's thread. REQUIRES: open_rooms was given that executor.
    Room& room_of(const boost::asio::any_io_executor& executor) const;

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId workspace, Signal signal) override;
    void signed_out(WorkspaceId workspace, SignInId sign_in) override;

private:
    const Clock& clock_;
    const wire::FileLinks& files_;
    std::vector<std::shared_ptr<Room>> rooms_;
    std::atomic<bool> open_{false};  // Set after rooms_ is complete; rooms_ never changes then.
};

}  // namespace parley::http
