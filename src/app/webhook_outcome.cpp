#include "app/webhook_outcome.hpp"

#include <algorithm>

#include "app/retry_after.hpp"
#include "base/utf8.hpp"

namespace parley::app {
namespace {

constexpr int gone = 410;
constexpr int too_many_requests = 429;
constexpr int unavailable = 503;

// Never sooner than the receiver asks, nor for its asking later than our own longest wait.
Duration asked_by(const OutboundAnswer& answer, Instant now) {
    const bool may_ask = answer.status == too_many_requests || answer.status == unavailable;
    if (!may_ask) return {};
    return asked_wait(answer.retry_after, now, retry_delays.back());
}

}  // namespace

WebhookOff settle(WebhookDelivery& delivery, WebhookHealth& health, const OutboundAnswer& answer,
                  Instant now, std::uint64_t chance) {
    ++delivery.attempts;
    delivery.attempted_at = now;
    delivery.status = answer.status;
    delivery.failure = answer.failure;
    delivery.answer = shown_answer(answer.body);
    if (answer.failure == SendFailure::none && answer.status >= 200 && answer.status < 300) {
        delivery.state = DeliveryState::delivered;
        health.succeed(now);
        return WebhookOff::no;
    }
    if (answer.failure == SendFailure::none) delivery.failure = SendFailure::bad_status;
    if (delivery.failure == SendFailure::event_gone) {
        delivery.state = DeliveryState::failed;
        return WebhookOff::no;
    }
    health.fail(now);
    const auto wait = retry_delay(delivery.attempts, chance);
    if (wait && !delivery.is_test() && answer.status != gone)
        delivery.next_attempt_at = now + std::max(*wait, asked_by(answer, now));
    else
        delivery.state = DeliveryState::failed;
    if (answer.status == gone) return WebhookOff::gone;
    return health.is_given_up(now) ? WebhookOff::failing : WebhookOff::no;
}

WebhookHealth health_of(std::span<const WebhookHealth> all, WebhookId webhook) {
    const auto found = std::ranges::find(all, webhook, &WebhookHealth::webhook);
    if (found != all.end()) return *found;
    WebhookHealth fresh;
    fresh.webhook = webhook;
    return fresh;
}

std::string shown_answer(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::string_view before = bytes;
        const auto point = take_code_point(bytes);
        if (!point) bytes.remove_prefix(1);
        const bool is_control = point && (*point < 0x20 || *point == 0x7f);
        const bool is_blank = point && (*point == '\n' || *point == '\t');
        const bool is_shown = point && (!is_control || is_blank);
        const std::string_view piece =
            is_shown ? before.substr(0, before.size() - bytes.size()) : std::string_view("?");
        if (text.size() + piece.size() > WebhookDelivery::answer_max) break;
        text += piece;
    }
    return text;
}

}  // namespace parley::app
