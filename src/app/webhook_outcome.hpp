// What an attempt's answer means for the delivery and for the receiver's health. Pure.
#pragma once

#include <span>

#include "domain/webhook.hpp"
#include "domain/webhook_health.hpp"
#include "ports/outbound.hpp"

namespace parley::app {

// Updates both. The answer: whether, and why, the webhook is to be switched off.
// `chance` 0 … 999 spreads the next attempt.
WebhookOff settle(WebhookDelivery& delivery, WebhookHealth& health, const OutboundAnswer& answer,
                  Instant now, std::uint64_t chance);

// That of `webhook` among all of a workspace; where there is none, as if nothing was ever sent.
WebhookHealth health_of(std::span<const WebhookHealth> all, WebhookId webhook);

// The beginning of what was answered, as text that can be stored and shown: whatever is not is a
// question mark.
std::string shown_answer(std::string_view bytes);

}  // namespace parley::app
