// The listeners of one IO thread, by workspace; every thread has one room and nothing is shared.
//
// Threads: post_* from any thread; everything else, and every Listener call, on the room's own.
// Commits that arrive while the thread is busy are taken together with one wake-up, in order.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/task.hpp"
#include "http/realtime/event_encoder.hpp"

namespace parley::http {

class Listener {
public:
    virtual ~Listener() = default;
    // `index` of the commit's events. None of these may join or leave a room from inside.
    virtual void on_event(const std::shared_ptr<const Committed>& commit, std::size_t index,
                          EventEncoder& encoder) = 0;
    virtual void on_signal(const Signal& signal) = 0;
    virtual void on_signed_out(SignInId sign_in) = 0;
    // About once a second: deadlines.
    virtual void on_tick(Instant now) = 0;
};

class Room : public std::enable_shared_from_this<Room> {
public:
    static constexpr Duration tick_every = 1s;

    Room(boost::asio::any_io_executor executor, const Clock& clock, const wire::FileLinks& files);

    const boost::asio::any_io_executor& executor() const { return executor_; }
    void start();  // Lets time pass, for as long as the room lives.

    void post_commit(std::shared_ptr<const Committed> commit);
    void post_signal(WorkspaceId workspace, Signal signal);
    void post_signed_out(SignInId sign_in);

    // From enter to leave a listener is told the time; from join on also what happens.
    void enter(Listener& listener);
    void leave(Listener& listener);
    void join(Listener& listener, const Audience& audience);
    void part(Listener& listener, const Audience& audience);
    std::size_t listeners() const { return all_.size(); }

private:
    struct Floor {
        std::vector<Listener*> staff;
        std::unordered_map<ConversationId, std::vector<Listener*>> visitors;
    };

    void deliver_all();
    void deliver(const std::shared_ptr<const Committed>& commit);
    void for_each_in(WorkspaceId workspace, ConversationId conversation,
                     const std::function<void(Listener&)>& tell);
    void tick();
    static Task<> run_ticks(std::weak_ptr<Room> weak, boost::asio::any_io_executor executor);

    const boost::asio::any_io_executor executor_;
    const Clock& clock_;
    const wire::FileLinks& files_;
    std::unordered_set<Listener*> all_;
    std::unordered_map<WorkspaceId, Floor> floors_;

    std::mutex mutex_;  // Guards only what is handed over between threads.
    std::vector<std::shared_ptr<const Committed>> waiting_;
};

}  // namespace parley::http
