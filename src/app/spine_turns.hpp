// When a reader of the event spine takes its next step in a workspace: one step at a time, and
// another one after it when there is more, or when it was woken meanwhile.
//
// A Note is what the reader remembers of a workspace. It changes under the lock of the turns, so
// that a waking and what it is for cannot come apart. Thread: any; woken on the writer's thread,
// working on readers'.
#pragma once

#include <functional>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "domain/ids.hpp"

namespace parley::app {

template <class Note>
class SpineTurns {
public:
    // `step` begins one and may return before it is over; then ended() is called once.
    explicit SpineTurns(std::function<void(WorkspaceId)> step) : step_(std::move(step)) {}

    // Unless `is_due(note)`, which may change it, says that nothing is to be done.
    template <class IsDue>
    void wake(WorkspaceId workspace, IsDue is_due) {
        {
            const std::scoped_lock lock(mutex_);
            Place& place = places_[workspace];
            if (!is_due(place.note) || stopped_) return;
            if (place.state != State::idle) {
                place.state = State::running_and_woken;
                return;
            }
            place.state = State::running;
        }
        step_(workspace);
    }

    // The step is over. `at_end(note)` is called if there is not `more` and nobody woke it
    // meanwhile: the reader rests.
    template <class AtEnd>
    void ended(WorkspaceId workspace, bool more, AtEnd at_end) {
        {
            const std::scoped_lock lock(mutex_);
            Place& place = places_[workspace];
            const bool is_at_end = !more && place.state == State::running;
            if (is_at_end) at_end(place.note);
            if (is_at_end || stopped_) {
                place.state = State::idle;
                return;
            }
            place.state = State::running;
        }
        step_(workspace);
    }
    void ended(WorkspaceId workspace, bool more) {
        ended(workspace, more, [](Note&) {});
    }

    // What the note was.
    Note exchange(WorkspaceId workspace, Note note) {
        const std::scoped_lock lock(mutex_);
        return std::exchange(places_[workspace].note, std::move(note));
    }

    // No further step begins; the one under way ends.
    void stop() {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
    }

    // Nothing is left to do that is known of.
    bool is_idle(WorkspaceId workspace) const {
        const std::scoped_lock lock(mutex_);
        const auto found = places_.find(workspace);
        return found == places_.end() || found->second.state == State::idle;
    }

private:
    enum class State { idle, running, running_and_woken };
    struct Place {
        State state = State::idle;
        Note note;
    };

    const std::function<void(WorkspaceId)> step_;
    mutable std::mutex mutex_;
    std::unordered_map<WorkspaceId, Place> places_;
    bool stopped_ = false;
};

}  // namespace parley::app
