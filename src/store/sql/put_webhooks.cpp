#include "store/sql/tables_webhooks.hpp"

namespace parley::sql {

// Nothing where the webhook is gone meanwhile.
void put(Database& db, const WorkspaceId& workspace, const WebhookHealth& row) {
    db.run(
        "INSERT INTO webhook_health (workspace_id, webhook_id, failures, openings, failing_since,"
        " open_until, succeeded_at)"
        " SELECT w.workspace_id, w.id, $3, $4, $5, $6, $7 FROM webhook AS w"
        " WHERE w.workspace_id = $1 AND w.id = $2"
        " ON CONFLICT (workspace_id, webhook_id) DO UPDATE SET failures = excluded.failures,"
        " openings = excluded.openings, failing_since = excluded.failing_since,"
        " open_until = excluded.open_until, succeeded_at = excluded.succeeded_at",
        workspace, row.webhook, row.failures, row.openings, row.failing_since, row.open_until,
        row.succeeded_at);
}

void put(Database& db, const WorkspaceId& workspace, const WebhookAttempt& row) {
    const WebhookDelivery& delivery = row.delivery;
    db.run(
        "UPDATE webhook_delivery SET state = $3, attempts = $4, next_attempt_at = $5,"
        " attempted_at = $6, took_ms = $7, status = $8, failure = $9, answer = $10"
        " WHERE workspace_id = $1 AND id = $2",
        workspace, delivery.id, delivery.state, delivery.attempts, delivery.next_attempt_at,
        delivery.attempted_at, delivery.took_ms, delivery.status, delivery.failure,
        delivery.answer);
}

void put(Database& db, const WorkspaceId& workspace, const WebhookReplay& row) {
    db.run(
        "UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt_at = $3"
        " WHERE workspace_id = $1 AND id = $2",
        workspace, row.delivery, row.at);
}

void put(Database& db, const WorkspaceId& workspace, const ForgetWebhook& row) {
    db.run("DELETE FROM webhook WHERE workspace_id = $1 AND id = $2", workspace, row.webhook);
    db.run("DELETE FROM webhook_health WHERE workspace_id = $1 AND webhook_id = $2", workspace,
           row.webhook);
    db.run("DELETE FROM webhook_delivery WHERE workspace_id = $1 AND webhook_id = $2", workspace,
           row.webhook);
}

void put(Database& db, const WorkspaceId& workspace, const TrimWebhookLog& row) {
    db.run(
        "DELETE FROM webhook_delivery WHERE workspace_id = $1 AND id IN"
        " (SELECT id FROM webhook_delivery WHERE workspace_id = $1 AND webhook_id = $2"
        "  AND id <= $3 ORDER BY id LIMIT $4)",
        workspace, row.webhook, row.up_to, TrimWebhookLog::at_once_max);
}

}  // namespace parley::sql
