// The third reader of the event spine: writes the facts of sessions and the sums that reports are
// read from (src/insight).
//
// It is woken by commits but reads the spine from its own stored cursor, and moves that cursor in
// the same commit as facts and cells: killed anywhere it goes on where it was, nothing is counted
// twice, and read again from the beginning it ends the same to the bit (tests/house). While events
// follow one another, those of half a second are folded together, since each step is a commit.
// Thread: callable from any; works on reader threads and writes on the bulk lane.
#pragma once

#include "app/pauses.hpp"
#include "app/spine_turns.hpp"
#include "ports/facts.hpp"
#include "ports/published.hpp"
#include "ports/read_pool.hpp"

namespace parley::app {

class FactReader final : public Bus {
public:
    static constexpr std::size_t events_per_step = 1'000;
    static constexpr Duration rest = 500ms;  // After a step that was not full.

    FactReader(Store& store, ReadPool& readers, boost::asio::any_io_executor timers)
        : store_(store), readers_(readers), pauses_(std::move(timers)) {}

    // Catches up with whatever was committed before, and from now on with each commit.
    void wake(WorkspaceId workspace);
    // Empties facts and cells and reads the whole spine again; returns at once.
    void rebuild(WorkspaceId workspace);
    // No further step begins; the one under way ends with the next commit.
    void stop() {
        turns_.stop();
        pauses_.stop();
    }
    bool is_idle(WorkspaceId workspace) const { return turns_.is_idle(workspace); }

    void publish(std::shared_ptr<const Committed> committed) override {
        wake(committed->workspace);
    }
    void tell(WorkspaceId, Signal) override {}
    void signed_out(WorkspaceId, SignInId) override {}

private:
    struct Note {
        bool clear = false;  // Begin again from nothing, as the next step.
    };

    void step(WorkspaceId workspace);
    void submit(WorkspaceId workspace, FactStep next, bool more);

    Store& store_;
    ReadPool& readers_;
    Pauses pauses_;
    SpineTurns<Note> turns_{[this](WorkspaceId workspace) { step(workspace); }};
};

// The step of facts after the cursor, at most `events_max` events of it; nothing at the end.
std::optional<FactStep> next_fact_step(Repository& repository, std::size_t events_max);

}  // namespace parley::app
