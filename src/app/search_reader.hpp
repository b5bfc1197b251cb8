// The second reader of the event spine: keeps the search index in step with the messages.
//
// It is woken by commits but reads the spine from its own stored cursor, and moves that cursor in
// the same commit as the entries: killed anywhere, it goes on where it was, and replayed from
// nothing it ends the same (tests/house). No use case knows it. A lone message is found at once;
// while they follow one another, those of a tenth of a second are indexed together, since each step
// is a commit. Thread: callable from any; works on reader threads and writes on the bulk lane.
#pragma once

#include <memory>

#include "app/pauses.hpp"
#include "app/spine_turns.hpp"
#include "ports/published.hpp"
#include "ports/read_pool.hpp"

namespace parley::app {

class SearchReader final : public Bus {
public:
    static constexpr std::size_t events_per_step = 500;
    static constexpr Duration rest = 100ms;  // After a step that was not full.

    SearchReader(Store& store, ReadPool& readers, boost::asio::any_io_executor timers)
        : store_(store), readers_(readers), pauses_(std::move(timers)) {}

    // Catches up with whatever was committed before, and from now on with each commit.
    void wake(WorkspaceId workspace);
    // Empties the index and reads the whole spine again; returns at once, waking does the rest.
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
    void clear(WorkspaceId workspace);
    void read_on(WorkspaceId workspace);
    void ended(WorkspaceId workspace, bool more);

    Store& store_;
    ReadPool& readers_;
    Pauses pauses_;
    SpineTurns<Note> turns_{[this](WorkspaceId workspace) { step(workspace); }};
};

}  // namespace parley::app
