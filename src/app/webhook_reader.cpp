#include "app/webhook_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/assert.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

bool tells_of_webhooks(const Committed& committed) {
    return std::ranges::any_of(committed.events, [](const Published& published) {
        const EventType type = published.event.type;
        return type == EventType::webhook_created || type == EventType::webhook_updated;
    });
}

// What an id takes for randomness: always the same for this webhook and event.
class Derived final : public Rng {
public:
    Derived(const Webhook& webhook, const Event& event)
        : seq_(event.seq), hash_(sha256_hex(fmt::format("{}.{}", webhook.id.text(), event.seq))) {}

    void fill(std::span<std::uint8_t> bytes) override {
        PARLEY_ASSERT(bytes.size() == IdBytes{}.size());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            const char* digits = hash_.data() + 2 * at;
            std::from_chars(digits, digits + 2, bytes[at], 16);
        }
        // Right behind the time, so that ids of one moment are in the order of their events.
        bytes[6] = static_cast<std::uint8_t>(seq_ >> 8);
        bytes[7] = static_cast<std::uint8_t>(seq_);
    }

private:
    std::int64_t seq_;
    std::string hash_;
};

WebhookDelivery delivery_of(const Webhook& webhook, const Event& event, Instant now) {
    Derived derived(webhook, event);
    WebhookDelivery delivery;
    delivery.id = WebhookDeliveryId::make(event.at, derived);
    delivery.webhook = webhook.id;
    delivery.event_seq = event.seq;
    delivery.event = name_of(event.type);
    delivery.created_at = now;
    delivery.next_attempt_at = now;
    return delivery;
}

}  // namespace

struct WebhookReader::Step {
    bool has_webhooks = false;
    bool has_deliveries = false;
    bool more = false;
    std::optional<Batch> batch;  // Nothing: the reader has come to the end.
};

WebhookReader::Step WebhookReader::next_step(Repository& repository, WorkspaceId workspace) {
    Step step;
    auto webhooks = repository.webhooks();
    std::erase_if(webhooks, [](const Webhook& webhook) { return !webhook.active; });
    step.has_webhooks = !webhooks.empty();
    if (webhooks.empty()) return step;

    const std::int64_t wanted_after = std::ranges::min(webhooks, {}, &Webhook::after_seq).after_seq;
    const std::int64_t cursor = std::max(repository.reader_cursor(reader_name), wanted_after);
    const auto events = repository.events(cursor, events_per_step, {});
    if (events.empty()) return step;
    step.more = events.size() == events_per_step;
    Batch& batch = step.batch.emplace();
    batch.workspace = workspace;
    batch.lane = Lane::bulk;
    const Instant now = clock_.now();
    for (const Event& event : events) {
        for (const Webhook& webhook : webhooks) {
            if (wants(webhook, event)) batch.rows.emplace_back(delivery_of(webhook, event, now));
        }
    }
    step.has_deliveries = !batch.rows.empty();
    batch.rows.emplace_back(ReaderCursor{std::string(reader_name), events.back().seq});
    return step;
}

void WebhookReader::on_deliveries(std::function<void(WorkspaceId)> tell) {
    const std::scoped_lock lock(tell_mutex_);
    tell_ = std::move(tell);
}

void WebhookReader::tell(WorkspaceId workspace) {
    const std::scoped_lock lock(tell_mutex_);
    if (tell_) tell_(workspace);
}

// Whatever was known of the workspace may be from before another node owned it.
void WebhookReader::wake(WorkspaceId workspace) {
    tell(workspace);  // Deliveries may wait that somebody else has made.
    turns_.wake(workspace, [](Note& note) { return note.has_webhooks = true; });
}

void WebhookReader::publish(std::shared_ptr<const Committed> committed) {
    turns_.wake(committed->workspace, [&committed](Note& note) {
        if (tells_of_webhooks(*committed)) note.has_webhooks = true;
        return note.has_webhooks;
    });
}

void WebhookReader::step(WorkspaceId workspace) {
    readers_.post(workspace, [this, workspace](Repository& repository) {
        Step next;
        try {
            next = next_step(repository, workspace);
        } catch (const StoreBroken& broken) {
            log_error("webhook_reader_stopped", {{"why", broken.what()}});
            return turns_.ended(workspace, false);
        }
        if (!next.has_webhooks)
            return turns_.ended(workspace, false, [](Note& note) { note.has_webhooks = false; });
        if (!next.batch) return turns_.ended(workspace, false);
        store_.writer().submit(std::move(*next.batch),
                               [this, workspace, more = next.more,
                                is_news = next.has_deliveries](const Result<>& done) {
                                   // A refused batch leaves the cursor where it was: the next
                                   // waking tries again.
                                   if (done && is_news) tell(workspace);
                                   turns_.ended(workspace, done && more);
                               });
    });
}

}  // namespace parley::app
