// The reader of the event spine that makes webhooks' deliveries: one for each event and each
// webhook that wants it.
//
// Its cursor moves in the same commit as the deliveries are added, so that a killed server neither
// forgets one nor makes it twice; a delivery's id follows from webhook and event. It sends nothing
// (webhook_sender.hpp). A workspace without webhooks costs it nothing: it looks again when an event
// tells of a webhook. Thread: callable from any; works on reader threads and writes on the bulk
// lane.
#pragma once

#include <functional>
#include <mutex>

#include "app/spine_turns.hpp"
#include "ports/published.hpp"
#include "ports/read_pool.hpp"

namespace parley::app {

class WebhookReader final : public Bus {
public:
    static constexpr std::string_view reader_name = "webhooks";
    static constexpr std::size_t events_per_step = 500;

    WebhookReader(Store& store, ReadPool& readers, const Clock& clock)
        : store_(store), readers_(readers), clock_(clock) {}

    // `tell` is called on any thread when a workspace has new deliveries, and must not block; never
    // again once another one, or none, was given.
    void on_deliveries(std::function<void(WorkspaceId)> tell);
    // Catches up with whatever was committed before: when its workspace is owned here from now on.
    void wake(WorkspaceId workspace);
    // No further step begins; the one under way ends with the next commit.
    void stop() { turns_.stop(); }
    bool is_idle(WorkspaceId workspace) const { return turns_.is_idle(workspace); }

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId, Signal) override {}
    void signed_out(WorkspaceId, SignInId) override {}

private:
    struct Note {
        bool has_webhooks = true;  // Until the store has said otherwise.
    };
    struct Step;

    void step(WorkspaceId workspace);
    void tell(WorkspaceId workspace);
    Step next_step(Repository& repository, WorkspaceId workspace);

    Store& store_;
    ReadPool& readers_;
    const Clock& clock_;
    std::mutex tell_mutex_;
    std::function<void(WorkspaceId)> tell_;
    SpineTurns<Note> turns_{[this](WorkspaceId workspace) { step(workspace); }};
};

}  // namespace parley::app
