// Sends the deliveries that wait, and writes down what came of each.
//
// What is to be sent lies in the store (webhook_reader.hpp puts it there); here is only what is
// under way. Each outcome is committed as one batch: the delivery and its receiver's health. A
// killed server therefore sends again whatever it had no outcome of: at least once, and the
// delivery's id lets the receiver drop doubles.
//
// Threads: wake() and stop() from any; all else on `executor`, which runs on one thread.
// Bounds:  below. A receiver that hangs takes its own few places, and none while its breaker is
//          open.
// Start with: look().
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <future>
#include <unordered_map>
#include <unordered_set>

#include "app/app.hpp"
#include "base/metrics.hpp"
#include "base/seal.hpp"
#include "ports/outbound.hpp"

namespace parley::app {

// The texts that are sent: `src/http` knows how an event is written.
struct WebhookTexts {
    std::function<std::string(WorkspaceId, const Published&)> event;
    std::function<std::string(Instant)> test;
};

class WebhookSender {
public:
    static constexpr std::size_t under_way_max = 32;  // Attempts at once, of all workspaces.
    static constexpr std::size_t under_way_per_webhook_max = 4;
    static constexpr std::size_t log_newest_max = 100'000;       // Deliveries kept of one webhook …
    static constexpr Duration log_kept = std::chrono::days(30);  // … and for how long.
    static constexpr Duration look_every = 30s;                  // Also without being woken.
    static constexpr Duration trim_every = 60s;
    static constexpr Duration pause_after_failed_commit = 5s;

    // All outlive the sender.
    WebhookSender(App& app, Outbound& outbound, const Seal& seal, WebhookTexts texts,
                  Metrics& metrics, boost::asio::any_io_executor executor);

    void start();  // Looks at every workspace that is owned here, now and from then on.
    void wake(WorkspaceId workspace);
    // Ends what is under way and returns when nothing is any more. Not on the executor's thread.
    void stop();

private:
    using Time = std::chrono::steady_clock::time_point;
    // What is known of one workspace between two looks.
    struct Place {
        Time look_at{};
        Time trim_at{};
        bool looking = false;
        bool woken = false;  // While looking: what was read may be old.
        std::unordered_set<WebhookDeliveryId> under_way;
        std::unordered_set<WebhookDeliveryId> ended;  // While looking.
        std::unordered_map<WebhookId, std::size_t> busy;
        std::unordered_map<WebhookId, WebhookHealth> health;  // Of those that are busy.
    };
    struct Work;

    void spawn(Task<> task);
    Task<> run();
    Task<> look(WorkspaceId workspace);
    Time begin_attempts(WorkspaceId workspace, Work& work);
    std::size_t places_for(WorkspaceId workspace, const Webhook& webhook,
                           const WebhookHealth& health);
    Task<> attempt(WorkspaceId workspace, Webhook webhook, WebhookDelivery delivery);
    Task<OutboundAnswer> send(WorkspaceId workspace, const Webhook& webhook,
                              const WebhookDelivery& delivery);
    Task<std::optional<std::string>> body_of(WorkspaceId workspace,
                                             const WebhookDelivery& delivery);
    std::vector<std::string> secrets_of(const Webhook& webhook) const;
    void trim_if_due(WorkspaceId workspace, const Work& work);
    Task<> trim(WorkspaceId workspace, WebhookId webhook);
    void ended(WorkspaceId workspace, WebhookId webhook, WebhookDeliveryId delivery,
               Duration pause);

    App& app_;
    Outbound& outbound_;
    const Seal& seal_;
    const WebhookTexts texts_;
    Counter& delivered_;
    Counter& failed_;
    Histogram& seconds_;
    const boost::asio::any_io_executor executor_;
    boost::asio::steady_timer timer_;
    std::unordered_map<WorkspaceId, Place> places_;
    std::unordered_set<WorkspaceId> hungry_;  // Had more to send than there was room for.
    std::size_t under_way_ = 0;
    int live_ = 0;  // Coroutines.
    bool stopped_ = false;
    std::promise<void> ended_;
};

}  // namespace parley::app
