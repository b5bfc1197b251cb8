#include "domain/webhook.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace parley {

bool wants(const Webhook& webhook, const Event& event) {
    if (!webhook.active || event.seq <= webhook.after_seq) return false;
    return webhook.events.empty() ||
           std::ranges::find(webhook.events, name_of(event.type)) != webhook.events.end();
}

}  // namespace parley
