// The owner of a workspace: the only one that changes it.
//
//     decide (on the floor, without suspension) → commit (one batch) → release effects
//
// A decision runs on the owner's strand against the live floor. What it wants written goes to the
// writer as one batch; the next decision may run meanwhile on the already changed floor. Answers
// and events are let out only after the commit. If a commit fails, everything decided since is
// refused with unavailable "try_again", and the floor is thrown away and loaded from the store:
// retries are safe, because messages carry their sender's id.
//
// Thread: every public function is callable from any thread.
// Refusals: those of the decision; unavailable "busy" (writer full), "try_again" (rebuilt),
// "draining".
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "app/turn.hpp"
#include "base/assert.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "base/task.hpp"
#include "ports/published.hpp"
#include "ports/repository.hpp"

namespace parley::app {

struct OwnerDeps {
    const Clock& clock;
    Rng& rng;
    Store& store;
    Bus& bus;
    TimeZones& zones;
    const std::vector<ChannelManifest>& channels;
    const HookLine& hooks;
    Metrics* metrics = nullptr;  // Null: nothing is counted.
};

class Owner : public std::enable_shared_from_this<Owner> {
public:
    using Decision = std::function<Result<>(Floor&, Turn&)>;
    using Done = std::function<void(Result<>)>;

    // How often time is looked at when nothing else happens; deadlines are kept within it.
    static constexpr Duration tick_every = std::chrono::milliseconds(200);

    // Takes ownership and loads the floor: blocking. Timers run only after start_timers().
    Owner(WorkspaceId workspace, OwnerDeps deps, boost::asio::thread_pool& workers);

    WorkspaceId workspace() const { return workspace_; }

    // Decides, commits, then calls `done` on the writer's thread (or at once on the owner's, when
    // refused).
    void submit(Decision decide, Done done);

    // The same for coroutines: resumes on the caller's executor after the commit.
    template <class T>
    Task<Result<T>> run(std::function<Result<T>(Floor&, Turn&)> decide);

    // Looks at the floor without changing it; sees decisions that are not yet committed.
    template <class T>
    Task<Result<T>> peek(std::function<T(const Floor&)> look);

    // Lets time pass: leases, wrap-ups, lost agents. Called by the timer, or by a test with its own
    // clock.
    void tick();
    void start_timers();
    void stop();

private:
    struct Generation;

    void decide_now(const Decision& decide, const Done& done);
    void commit(Turn& turn, const Done& done);
    void rebuild();
    void arm_timer();
    void tell_positions();
    bool look_at_alerts(Instant now);
    bool look_for_repairs(Instant now);
    void count(const std::vector<RepairKind>& repairs);
    Task<Result<>> run_erased(Decision decide);
    Task<Result<>> peek_erased(std::function<void(const Floor&)> look);
    void peek_now(const std::function<void(const Floor&)>& look, const Done& done);

    const WorkspaceId workspace_;
    const OwnerDeps deps_;
    boost::asio::strand<boost::asio::thread_pool::executor_type> strand_;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer slice_timer_;  // Of telling positions.
    std::optional<Floor> floor_;
    std::unordered_map<AgentId, Attendance> attendance_;  // Saved over a rebuild.
    std::int64_t fence_ = 0;
    std::shared_ptr<Generation> generation_;
    bool stopped_ = false;
    Instant alerts_looked_at_;
    Instant repairs_looked_at_;
};

template <class T>
Task<Result<T>> Owner::run(std::function<Result<T>(Floor&, Turn&)> decide) {
    auto value = std::make_shared<std::optional<T>>();
    Decision erased = [decide = std::move(decide), value](Floor& floor, Turn& turn) -> Result<> {
        TRY(*value, decide(floor, turn));
        return {};
    };
    const Result<> result = co_await run_erased(std::move(erased));
    if (!result) co_return std::unexpected(result.error());
    co_return std::move(**value);
}

template <class T>
Task<Result<T>> Owner::peek(std::function<T(const Floor&)> look) {
    auto value = std::make_shared<std::optional<T>>();
    std::function<void(const Floor&)> erased = [look = std::move(look), value](const Floor& floor) {
        *value = look(floor);
    };
    const Result<> result = co_await peek_erased(std::move(erased));
    if (!result) co_return std::unexpected(result.error());
    co_return std::move(**value);
}

}  // namespace parley::app
