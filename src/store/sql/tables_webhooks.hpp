// Webhooks, their health and the log of their deliveries.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<Webhook> : InWorkspace {
    static constexpr std::string_view name = "webhook";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "url, description, events, active, off_reason, secret, former_secret, former_until, "
        "after_seq, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.url, row.description, row.events, row.active, row.off_reason,
                        row.secret, row.former_secret, row.former_until, row.after_seq,
                        row.created_at);
    }
};

template <>
struct Table<WebhookHealth> : InWorkspace {
    static constexpr std::string_view name = "webhook_health";
    static constexpr std::string_view key = "webhook_id";
    static constexpr std::string_view rest =
        "failures, openings, failing_since, open_until, succeeded_at";
    static auto fields(auto& row) {
        return std::tie(row.webhook, row.failures, row.openings, row.failing_since, row.open_until,
                        row.succeeded_at);
    }
};

template <>
struct Table<WebhookDelivery> : OnlyAdded {
    static constexpr std::string_view name = "webhook_delivery";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "webhook_id, event_seq, event, state, attempts, created_at, next_attempt_at, attempted_at, "
        "took_ms, status, failure, answer";
    static auto fields(auto& row) {
        return std::tie(row.id, row.webhook, row.event_seq, row.event, row.state, row.attempts,
                        row.created_at, row.next_attempt_at, row.attempted_at, row.took_ms,
                        row.status, row.failure, row.answer);
    }
};

// What a batch may do to them beside adding and replacing rows.
void put(Database& db, const WorkspaceId& workspace, const WebhookHealth& row);
void put(Database& db, const WorkspaceId& workspace, const WebhookAttempt& row);
void put(Database& db, const WorkspaceId& workspace, const WebhookReplay& row);
void put(Database& db, const WorkspaceId& workspace, const ForgetWebhook& row);
void put(Database& db, const WorkspaceId& workspace, const TrimWebhookLog& row);

}  // namespace parley::sql
