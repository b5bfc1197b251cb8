#include "app/owner.hpp"

#include <atomic>
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "app/alerts.hpp"
#include "app/lifecycle.hpp"
#include "app/reconcile.hpp"
#include "app/restore.hpp"
#include "base/assert.hpp"
#include "base/log.hpp"

namespace parley::app {

// What was decided on one floor stands or falls with it: after a failed commit the later ones,
// built on memory that was never true, must not be answered as if they had happened.
struct Owner::Generation {
    std::atomic<bool> failed{false};
};

Owner::Owner(WorkspaceId workspace, OwnerDeps deps, boost::asio::thread_pool& workers)
    : workspace_(workspace),
      deps_(deps),
      strand_(boost::asio::make_strand(workers)),
      timer_(strand_),
      slice_timer_(strand_) {
    rebuild();
}

void Owner::submit(Decision decide, Done done) {
    boost::asio::post(strand_, [self = shared_from_this(), decide = std::move(decide),
                                done = std::move(done)] { self->decide_now(decide, done); });
}

void Owner::decide_now(const Decision& decide, const Done& done) {
    if (stopped_) return done(refuse(Code::unavailable, "draining"));
    if (generation_->failed) rebuild();
    if (!floor_) return done(refuse(Code::unavailable, "try_again"));
    if (deps_.store.writer().is_busy()) return done(refuse(Code::unavailable, "busy"));

    // Apart from what is decided now: a refusal leaves no trace, and this has happened all the
    // same.
    const Instant now = deps_.clock.now();
    if (const auto due = floor_->router.next_deadline(); due && *due <= now) {
        Turn passing(*floor_, now, deps_.rng);
        pass_router_time(*floor_, passing);
        commit(passing, [](const Result<>&) {});
    }
    Turn turn(*floor_, now, deps_.rng);
    if (Result<> refused = decide(*floor_, turn); !refused) {
        PARLEY_ASSERT(turn.rows.empty() && turn.events.empty());
        return done(std::move(refused));
    }
    commit(turn, done);
}

void Owner::commit(Turn& turn, const Done& done) {
    Batch batch;
    batch.workspace = workspace_;
    batch.fence = fence_;
    batch.first_seq = turn.events.empty() ? 0 : turn.events.front().event.seq;
    batch.rows = std::move(turn.rows);
    for (const Published& published : turn.events) batch.events.push_back(published.event);
    auto committed = std::make_shared<Committed>();
    committed->workspace = workspace_;
    committed->events = std::move(turn.events);

    const auto after_commit = [self = shared_from_this(), generation = generation_, committed,
                               questions = std::move(turn.questions),
                               repairs = std::move(turn.repairs), done](Result<> result) {
        if (!result) generation->failed = true;
        if (generation->failed) {
            if (!result)
                log_error("commit_failed", {{"workspace", self->workspace_.text()},
                                            {"reason", result.error().reason}});
            return done(refuse(Code::unavailable, "try_again"));
        }
        self->count(repairs);
        if (!committed->events.empty()) self->deps_.bus.publish(committed);
        for (const HookQuestion& question : questions) self->deps_.hooks.ask(question);
        done({});
    };
    deps_.store.writer().submit(std::move(batch), after_commit);
}

void Owner::rebuild() {
    // Who is connected is no part of the store; it outlives the floor that is thrown away.
    if (floor_) attendance_ = std::move(floor_->attendance);
    floor_.reset();
    generation_ = std::make_shared<Generation>();
    try {
        fence_ = deps_.store.take_ownership(workspace_);
        // Held for the rebuilding only: a connection is worth more memory than an idle workspace.
        const auto repository = deps_.store.repository(workspace_);
        FloorRows rows = repository->floor();
        std::vector<SessionId> open;
        for (const Session& session : rows.sessions) open.push_back(session.id);
        floor_.emplace(std::move(rows), deps_.clock.now(), deps_.zones, deps_.channels);
        restore_talk(*floor_, open, *repository);
        for (const auto& [agent, attendance] : attendance_) {
            if (attendance.connections > 0) floor_->attendance[agent] = attendance;
        }
    } catch (const StoreBroken& broken) {
        floor_.reset();
        generation_->failed = true;  // The next command tries again.
        log_error("floor_not_loaded", {{"workspace", workspace_.text()}, {"why", broken.what()}});
    }
}

namespace {

// Suspends until `start` calls the Done it is given, then resumes on the caller's executor.
template <class Start>
Task<Result<>> until_done(Start start) {
    auto initiate = [](auto handler, Start begin) {
        auto executor = boost::asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        begin([executor, shared](Result<> result) {
            boost::asio::post(executor, [shared, result = std::move(result)]() mutable {
                std::move (*shared)(std::move(result));
            });
        });
    };
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                   void(Result<>)>(
        initiate, boost::asio::use_awaitable, std::move(start));
}

}  // namespace

Task<Result<>> Owner::run_erased(Decision decide) {
    auto start = [this, decide = std::move(decide)](Done done) { submit(decide, std::move(done)); };
    co_return co_await until_done(std::move(start));
}

Task<Result<>> Owner::peek_erased(std::function<void(const Floor&)> look) {
    auto start = [this, look = std::move(look)](Done done) {
        boost::asio::post(strand_, [self = shared_from_this(), look, done = std::move(done)] {
            self->peek_now(look, done);
        });
    };
    co_return co_await until_done(std::move(start));
}

void Owner::peek_now(const std::function<void(const Floor&)>& look, const Done& done) {
    if (generation_->failed) rebuild();
    if (!floor_) return done(refuse(Code::unavailable, "try_again"));
    look(*floor_);
    done({});
}

void Owner::tick() {
    submit(
        [](Floor& floor, Turn& turn) -> Result<> {
            pass_time(floor, turn);
            return {};
        },
        [](const Result<>&) {});
}

void Owner::start_timers() {
    boost::asio::post(strand_, [self = shared_from_this()] { self->arm_timer(); });
}

void Owner::arm_timer() {
    if (stopped_) return;
    timer_.expires_after(tick_every);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (error || self->stopped_) return;
        if (self->generation_->failed) self->rebuild();
        if (self->floor_) {
            const Instant now = self->deps_.clock.now();
            const bool is_wrong = self->look_for_repairs(now);
            if (is_wrong || time_is_due(*self->floor_, now) || self->look_at_alerts(now))
                self->tick();
        }
        self->tell_positions();
        self->arm_timer();
    });
}

bool Owner::look_for_repairs(Instant now) {
    if (now - repairs_looked_at_ < reconciled_every) return false;
    repairs_looked_at_ = now;
    return repairs_are_due(*floor_, now);
}

void Owner::count(const std::vector<RepairKind>& repairs) {
    if (deps_.metrics == nullptr) return;
    for (const RepairKind kind : repairs) repairs_counted(*deps_.metrics, kind).add();
}

bool Owner::look_at_alerts(Instant now) {
    if (now - alerts_looked_at_ < alerts_every) return false;
    alerts_looked_at_ = now;
    return alerts_are_due(*floor_, now);
}

// Goes on by itself until the round is over.
void Owner::tell_positions() {
    if (stopped_ || !floor_) return;
    for (const QueuePosition& position : app::tell_positions(*floor_, deps_.clock.now()))
        deps_.bus.tell(workspace_, position);
    if (floor_->positions.is_over()) return;
    slice_timer_.expires_after(PositionRound::slice_every);
    slice_timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (!error) self->tell_positions();
    });
}

void Owner::stop() {
    boost::asio::post(strand_, [self = shared_from_this()] {
        self->stopped_ = true;
        self->timer_.cancel();
        self->slice_timer_.cancel();
    });
}

}  // namespace parley::app
