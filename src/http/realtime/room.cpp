#include "http/realtime/room.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace parley::http {

Room::Room(boost::asio::any_io_executor executor, const Clock& clock, const wire::FileLinks& files)
    : executor_(std::move(executor)), clock_(clock), files_(files) {}

void Room::start() {
    boost::asio::co_spawn(executor_, run_ticks(weak_from_this(), executor_), boost::asio::detached);
}

// The timer lives in the coroutine, so that it goes with the thread's context and not after it.
Task<> Room::run_ticks(std::weak_ptr<Room> weak, boost::asio::any_io_executor executor) {
    boost::asio::steady_timer timer(executor);
    while (true) {
        timer.expires_after(tick_every);
        co_await timer.async_wait(boost::asio::use_awaitable);
        const auto room = weak.lock();
        if (!room) co_return;
        room->tick();
    }
}

void Room::tick() {
    const Instant now = clock_.now();
    for (Listener* listener : all_) listener->on_tick(now);
}

void Room::post_commit(std::shared_ptr<const Committed> commit) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(commit));
        if (waiting_.size() > 1) return;  // A wake-up is already on its way.
    }
    boost::asio::post(executor_, [self = shared_from_this()] { self->deliver_all(); });
}

void Room::deliver_all() {
    std::vector<std::shared_ptr<const Committed>> commits;
    {
        const std::lock_guard lock(mutex_);
        commits.swap(waiting_);
    }
    for (const auto& commit : commits) deliver(commit);
}

void Room::deliver(const std::shared_ptr<const Committed>& commit) {
    const auto floor = floors_.find(commit->workspace);
    if (floor == floors_.end()) return;
    const wire::Links links{files_, commit->workspace};
    for (std::size_t i = 0; i < commit->events.size(); ++i) {
        EventEncoder encoder(commit->events[i], links);
        for (Listener* listener : floor->second.staff) listener->on_event(commit, i, encoder);
        const auto own = floor->second.visitors.find(commit->events[i].event.conversation);
        if (own == floor->second.visitors.end()) continue;
        for (Listener* listener : own->second) listener->on_event(commit, i, encoder);
    }
}

void Room::for_each_in(WorkspaceId workspace, ConversationId conversation,
                       const std::function<void(Listener&)>& tell) {
    const auto floor = floors_.find(workspace);
    if (floor == floors_.end()) return;
    for (Listener* listener : floor->second.staff) tell(*listener);
    const auto own = floor->second.visitors.find(conversation);
    if (own == floor->second.visitors.end()) return;
    for (Listener* listener : own->second) tell(*listener);
}

void Room::post_signal(WorkspaceId workspace, Signal signal) {
    boost::asio::post(
        executor_, [self = shared_from_this(), workspace, signal = std::move(signal)] {
            self->for_each_in(workspace, conversation_of(signal),
                              [&](Listener& listener) { listener.on_signal(signal); });
        });
}

void Room::post_signed_out(SignInId sign_in) {
    boost::asio::post(executor_, [self = shared_from_this(), sign_in] {
        for (Listener* listener : self->all_) listener->on_signed_out(sign_in);
    });
}

void Room::enter(Listener& listener) { all_.insert(&listener); }
void Room::leave(Listener& listener) { all_.erase(&listener); }

void Room::join(Listener& listener, const Audience& audience) {
    Floor& floor = floors_[workspace_of(audience)];
    if (const auto* visitor = std::get_if<VisitorAudience>(&audience)) {
        floor.visitors[visitor->visitor.conversation].push_back(&listener);
    } else {
        floor.staff.push_back(&listener);
    }
}

void Room::part(Listener& listener, const Audience& audience) {
    const auto floor = floors_.find(workspace_of(audience));
    if (floor == floors_.end()) return;
    auto& [staff, visitors] = floor->second;
    std::erase(staff, &listener);
    if (const auto* visitor = std::get_if<VisitorAudience>(&audience)) {
        const auto own = visitors.find(visitor->visitor.conversation);
        if (own != visitors.end()) {
            std::erase(own->second, &listener);
            if (own->second.empty()) visitors.erase(own);
        }
    }
    if (staff.empty() && visitors.empty()) floors_.erase(floor);
}

}  // namespace parley::http
