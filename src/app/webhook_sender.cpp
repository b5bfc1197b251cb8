#include "app/webhook_sender.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "app/webhook_outcome.hpp"
#include "app/webhook_signature.hpp"
#include "app/webhooks.hpp"
#include "base/log.hpp"

namespace parley::app {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t waiting_looked_at = 4 * WebhookSender::under_way_per_webhook_max;

constexpr std::string_view attempts_name = "parley_webhook_attempts_total";
constexpr std::string_view attempts_help = "Attempts to deliver an event to a webhook";

}  // namespace

struct WebhookSender::Work {
    struct Of {
        Webhook webhook;
        WebhookHealth health;
        std::vector<WebhookDelivery> waiting;
    };
    std::vector<Of> each;
};

WebhookSender::WebhookSender(App& app, Outbound& outbound, const Seal& seal, WebhookTexts texts,
                             Metrics& metrics, boost::asio::any_io_executor executor)
    : app_(app),
      outbound_(outbound),
      seal_(seal),
      texts_(std::move(texts)),
      delivered_(metrics.counter(attempts_name, attempts_help, "outcome=\"delivered\"")),
      failed_(metrics.counter(attempts_name, attempts_help, "outcome=\"failed\"")),
      seconds_(metrics.histogram("parley_webhook_attempt_seconds",
                                 "From the beginning of an attempt to its outcome")),
      executor_(std::move(executor)),
      timer_(executor_) {}

void WebhookSender::start() {
    boost::asio::post(executor_, [this] { spawn(run()); });
}

void WebhookSender::wake(WorkspaceId workspace) {
    boost::asio::post(executor_, [this, workspace] {
        Place& place = places_[workspace];
        place.look_at = {};
        place.woken = true;
        timer_.cancel();
    });
}

void WebhookSender::stop() {
    auto ended = ended_.get_future();
    boost::asio::post(executor_, [this] {
        stopped_ = true;
        outbound_.stop();
        timer_.cancel();
        if (live_ == 0) ended_.set_value();
    });
    ended.wait();
}

void WebhookSender::spawn(Task<> task) {
    ++live_;
    auto done = [this](const std::exception_ptr& error) {
        --live_;
        if (stopped_ && live_ == 0) ended_.set_value();
        if (error) std::rethrow_exception(error);  // A bug of ours.
    };
    boost::asio::co_spawn(executor_, std::move(task), done);
}

Task<> WebhookSender::run() {
    while (!stopped_) {
        const Time now = Steady::now();
        for (const auto& owner : app_.workspaces.all()) places_.try_emplace(owner->workspace());
        Time next = now + look_every;
        for (auto& [workspace, place] : places_) {
            // Whoever owns a workspace sends what is its; that may be another node by now.
            if (place.looking || !app_.workspaces.find(workspace)) continue;
            if (place.look_at <= now) {
                place.looking = true;
                spawn(look(workspace));
            } else {
                next = std::min(next, place.look_at);
            }
        }
        timer_.expires_at(next);
        co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
}

Task<> WebhookSender::look(WorkspaceId workspace) {
    Place& place = places_[workspace];  // Stays where it is: places are never removed.
    place.woken = false;
    place.ended.clear();
    const Time now = Steady::now();
    auto gather = [](Repository& repository) {
        Work work;
        const auto all_health = repository.webhook_health();
        for (Webhook& webhook : repository.webhooks()) {
            Work::Of of;
            of.health = health_of(all_health, webhook.id);
            if (webhook.active)
                of.waiting = repository.waiting_deliveries(webhook.id, waiting_looked_at);
            of.webhook = std::move(webhook);
            work.each.push_back(std::move(of));
        }
        return work;
    };
    Time next = now + look_every;
    try {
        Work work = co_await read(app_, workspace, std::move(gather));
        if (!stopped_) {
            trim_if_due(workspace, work);
            next = begin_attempts(workspace, work);
        }
    } catch (const StoreBroken& broken) {
        log_error("webhook_sender_waits", {{"why", broken.what()}});
        next = now + pause_after_failed_commit;
    }
    place.looking = false;
    place.look_at = place.woken ? Time{} : next;
    timer_.cancel();
}

WebhookSender::Time WebhookSender::begin_attempts(WorkspaceId workspace, Work& work) {
    Place& place = places_[workspace];
    const Instant now = app_.clock.now();
    Duration next = look_every;
    for (Work::Of& of : work.each) {
        const bool is_busy = place.busy.contains(of.webhook.id);
        const WebhookHealth& health = is_busy ? place.health[of.webhook.id] : of.health;
        std::size_t room = places_for(workspace, of.webhook, health);
        if (health.breaker(now) == BreakerState::open && !of.waiting.empty())
            next = std::min(next, health.open_until - now);
        for (WebhookDelivery& delivery : of.waiting) {
            if (place.under_way.contains(delivery.id) || place.ended.contains(delivery.id))
                continue;
            if (delivery.next_attempt_at > now) {
                next = std::min(next, delivery.next_attempt_at - now);
                break;
            }
            if (room == 0 && !delivery.is_test()) break;  // Looked at again when one has ended.
            if (under_way_ >= under_way_max) {
                hungry_.insert(workspace);
                break;
            }
            if (room > 0) --room;
            place.health.try_emplace(of.webhook.id, health);
            ++place.busy[of.webhook.id];
            ++under_way_;
            place.under_way.insert(delivery.id);
            spawn(attempt(workspace, of.webhook, std::move(delivery)));
        }
    }
    return Steady::now() + std::max(next, 1ms);
}

std::size_t WebhookSender::places_for(WorkspaceId workspace, const Webhook& webhook,
                                      const WebhookHealth& health) {
    const Place& place = places_[workspace];
    const auto busy = place.busy.find(webhook.id);
    const std::size_t taken = busy == place.busy.end() ? 0 : busy->second;
    switch (health.breaker(app_.clock.now())) {
        case BreakerState::open: return 0;
        case BreakerState::half_open: return taken == 0 ? 1 : 0;
        case BreakerState::closed: break;
    }
    return taken < under_way_per_webhook_max ? under_way_per_webhook_max - taken : 0;
}

Task<> WebhookSender::attempt(WorkspaceId workspace, Webhook webhook, WebhookDelivery delivery) {
    const Time began = Steady::now();
    OutboundAnswer answer;
    Duration pause{};
    bool is_broken = false;
    try {
        answer = co_await send(workspace, webhook, delivery);
    } catch (const StoreBroken& broken) {
        log_error("webhook_sender_waits", {{"why", broken.what()}});
        is_broken = true;
    }
    // Of an attempt that we ourselves broke off nothing is known.
    const bool is_ours = stopped_ && answer.failure == SendFailure::timed_out;
    if (!is_broken && !is_ours) {
        const auto took = std::chrono::duration_cast<Duration>(Steady::now() - began);
        delivery.took_ms = took.count();
        seconds_.observe(std::chrono::duration<double>(took).count());
        WebhookHealth& health = places_[workspace].health[webhook.id];
        const WebhookOff off =
            settle(delivery, health, answer, app_.clock.now(), app_.rng.below(1'000));
        (delivery.state == DeliveryState::delivered ? delivered_ : failed_).add();
        std::vector<Row> rows{WebhookAttempt{delivery}, health};
        is_broken = !(co_await write_rows(app_, workspace, std::move(rows), Lane::bulk));
        if (off != WebhookOff::no && !is_broken)
            co_await switch_off_webhook(app_, workspace, webhook.id, off);
    }
    if (is_broken) pause = pause_after_failed_commit;
    ended(workspace, webhook.id, delivery.id, pause);
}

void WebhookSender::ended(WorkspaceId workspace, WebhookId webhook, WebhookDeliveryId delivery,
                          Duration pause) {
    Place& place = places_[workspace];
    --under_way_;
    place.under_way.erase(delivery);
    place.ended.insert(delivery);
    if (--place.busy[webhook] == 0) {
        place.busy.erase(webhook);
        place.health.erase(webhook);
    }
    place.look_at = pause > Duration{} ? Steady::now() + pause : Time{};
    place.woken = pause == Duration{};
    for (const WorkspaceId hungry : hungry_) {
        places_[hungry].look_at = {};
        places_[hungry].woken = true;
    }
    hungry_.clear();
    timer_.cancel();
}

Task<OutboundAnswer> WebhookSender::send(WorkspaceId workspace, const Webhook& webhook,
                                         const WebhookDelivery& delivery) {
    OutboundAnswer failed;
    auto body = co_await body_of(workspace, delivery);
    if (!body) {
        failed.failure = SendFailure::event_gone;
        co_return failed;
    }
    const std::int64_t seconds = to_ms(app_.clock.now()) / 1'000;
    const std::string id = delivery.id.text();
    const auto secrets = secrets_of(webhook);
    auto signature = webhook_signature(secrets, id, seconds, *body);
    if (secrets.empty() || !signature) {
        failed.failure = SendFailure::secret_lost;
        co_return failed;
    }
    OutboundRequest request;
    request.url = webhook.url;
    request.headers = {{"webhook-id", id},
                       {"webhook-timestamp", std::to_string(seconds)},
                       {"webhook-signature", std::move(*signature)}};
    request.body = std::move(*body);
    co_return co_await outbound_.post(std::move(request));
}

Task<std::optional<std::string>> WebhookSender::body_of(WorkspaceId workspace,
                                                        const WebhookDelivery& delivery) {
    if (delivery.is_test()) co_return texts_.test(delivery.created_at);
    auto find = [seq = delivery.event_seq](Repository& repository) {
        auto events = repository.events(seq - 1, 1, {});
        std::erase_if(events, [seq](const Event& event) { return event.seq != seq; });
        return repository.hydrate(std::move(events));
    };
    const auto found = co_await read(app_, workspace, find);
    if (found.empty()) co_return std::nullopt;
    co_return texts_.event(workspace, found.front());
}

std::vector<std::string> WebhookSender::secrets_of(const Webhook& webhook) const {
    std::vector<std::string> secrets;
    if (auto secret = seal_.open(webhook.secret)) secrets.push_back(std::move(*secret));
    if (app_.clock.now() < webhook.former_until) {
        if (auto former = seal_.open(webhook.former_secret)) secrets.push_back(std::move(*former));
    }
    return secrets;
}

void WebhookSender::trim_if_due(WorkspaceId workspace, const Work& work) {
    Place& place = places_[workspace];
    const Time now = Steady::now();
    if (now < place.trim_at) return;
    place.trim_at = now + trim_every;
    for (const Work::Of& of : work.each) spawn(trim(workspace, of.webhook.id));
}

// A portion at a time, each a commit of its own, so that nobody waits long behind it.
Task<> WebhookSender::trim(WorkspaceId workspace, WebhookId webhook) {
    try {
        while (!stopped_) {
            auto look = [webhook, before = app_.clock.now() - log_kept](Repository& repository) {
                return repository.webhook_log_surplus(webhook, before, log_newest_max);
            };
            const auto surplus = co_await read(app_, workspace, look);
            if (!surplus) co_return;
            std::vector<Row> rows{TrimWebhookLog{webhook, *surplus}};
            if (!co_await write_rows(app_, workspace, std::move(rows), Lane::bulk)) co_return;
        }
    } catch (const StoreBroken& broken) {
        log_error("webhook_log_not_trimmed", {{"why", broken.what()}});
    }
}

}  // namespace parley::app
