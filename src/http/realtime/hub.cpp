#include "http/realtime/hub.hpp"

#include "base/assert.hpp"

namespace parley::http {

void Hub::open_rooms(std::span<const boost::asio::any_io_executor> executors) {
    PARLEY_ASSERT(!open_);
    for (const auto& executor : executors) {
        rooms_.push_back(std::make_shared<Room>(executor, clock_, files_));
        rooms_.back()->start();
    }
    open_ = true;
}

Room& Hub::room_of(const boost::asio::any_io_executor& executor) const {
    PARLEY_ASSERT(open_);
    for (const auto& room : rooms_) {
        if (room->executor() == executor) return *room;
    }
    PARLEY_ASSERT(false);
}

void Hub::publish(std::shared_ptr<const Committed> committed) {
    if (!open_) return;
    for (const auto& room : rooms_) room->post_commit(committed);
}

void Hub::tell(WorkspaceId workspace, Signal signal) {
    if (!open_) return;
    for (const auto& room : rooms_) room->post_signal(workspace, signal);
}

void Hub::signed_out(WorkspaceId, SignInId sign_in) {
    if (!open_) return;
    for (const auto& room : rooms_) room->post_signed_out(sign_in);
}

}  // namespace parley::http
