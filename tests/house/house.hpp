// A contact centre in a directory of its own: the real core and store, a clock that the test moves,
// randomness from a seed, and a listener that keeps what was published.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/messages.hpp"
#include "app/presence.hpp"
#include "app/sessions.hpp"
#include "app/settings.hpp"
#include "app/sign_in.hpp"
#include "app/visitors.hpp"
#include "main/core.hpp"
#include "main/demo/world.hpp"
#include "store/testing/temporary.hpp"

namespace parley::house {

class Recorder final : public Bus {
public:
    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId, Signal) override {}
    void signed_out(WorkspaceId, SignInId) override {}

    std::vector<Event> events() const;

private:
    mutable std::mutex mutex_;
    std::vector<Event> events_;
};

class House {
public:
    // One administrator, agents Ann and Bob in one queue, one inbox. `wrap` may put a faulty store
    // between; it is used at every opening.
    explicit House(std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)> wrap = {});
    ~House();

    app::App& app() { return core_->app(); }
    app::Owner& owner() { return *app().workspaces.find(administrator.workspace); }
    // Ends the core and opens it again on the same data, as a restart does.
    void restart();

    app::Visitor visitor();
    app::MessageAnswer say(const app::Visitor& visitor, std::string text, std::string id = {});
    app::MessageAnswer reply(const app::Staff& staff, const app::Visitor& visitor,
                             std::string text);
    void ready(const app::Staff& staff);
    // Lets time pass, and waits until everything due is done.
    void pass(Duration by);
    // What stands of the session's work item now; nothing when it is finished.
    std::optional<WorkItem> work_item(SessionId session);
    std::optional<SessionView> stored(SessionId session);
    std::vector<Event> stored_events();
    // Accepts whatever offer the session has, as the agent it is made to.
    app::Staff accept(SessionId session);
    void settle_search();

    ManualClock clock{from_ms(1'750'000'000'000)};
    SeededRng rng{42};
    Recorder recorder;
    app::Staff administrator, ann, bob;
    Queue queue;
    Inbox inbox;

    std::unique_ptr<Core>& core() { return core_; }

private:
    void open();
    app::Staff agent(const char* name);

    testing::TemporaryDirectory dir_;
    std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)> wrap_;
    std::unique_ptr<Core> core_;
    int messages_ = 0;
};

}  // namespace parley::house
