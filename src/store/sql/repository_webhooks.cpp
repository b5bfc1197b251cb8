#include "store/sql/repository.hpp"
#include "store/sql/tables_webhooks.hpp"

namespace parley::sql {
namespace {

// Ids begin with the time they were made at (base/id.hpp), so the log is in order of time by id.
IdBytes first_id_at(Instant instant) {
    IdBytes bytes{};
    auto ms = static_cast<std::uint64_t>(to_ms(instant));
    for (std::size_t at = 6; at-- > 0; ms >>= 8) bytes[at] = static_cast<std::uint8_t>(ms & 0xFF);
    return bytes;
}

std::optional<WebhookDeliveryId> one_id(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return rows.take<WebhookDeliveryId>();
}

}  // namespace

std::vector<Webhook> SqlRepository::webhooks() {
    Read read(*reader_);
    return all_where<Webhook>(read.db(), "t.workspace_id = $1 ORDER BY t.id", workspace_);
}

std::vector<WebhookHealth> SqlRepository::webhook_health() {
    Read read(*reader_);
    return all_where<WebhookHealth>(read.db(), "t.workspace_id = $1 ORDER BY t.webhook_id",
                                    workspace_);
}

std::optional<WebhookDelivery> SqlRepository::webhook_delivery(WebhookDeliveryId id) {
    Read read(*reader_);
    return one_where<WebhookDelivery>(read.db(), by_id, workspace_, id);
}

std::vector<WebhookDelivery> SqlRepository::waiting_deliveries(WebhookId webhook,
                                                               std::size_t limit) {
    Read read(*reader_);
    return all_where<WebhookDelivery>(read.db(),
                                      "t.workspace_id = $1 AND t.webhook_id = $2"
                                      " AND t.state = 'pending'"
                                      " ORDER BY t.next_attempt_at, t.id LIMIT $3",
                                      workspace_, webhook, limit);
}

PageOf<WebhookDelivery> SqlRepository::webhook_deliveries(const DeliveryQuery& query) {
    IdBytes before;
    before.fill(0xFF);
    if (!query.cursor.empty()) {
        const auto last = parse_id(query.cursor);
        if (!last) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
        before = *last;
    }
    std::string where = "t.workspace_id = $1 AND t.webhook_id = $2 AND t.id < $3";
    where += " AND t.event_seq >= $5 AND t.event_seq <= $6";
    if (query.state) where += fmt::format(" AND t.state = '{}'", name_of(*query.state));
    where += " ORDER BY t.id DESC LIMIT $4";
    Read read(*reader_);
    PageOf<WebhookDelivery> page;
    page.items = all_where<WebhookDelivery>(read.db(), where, workspace_, query.webhook, before,
                                            query.limit + 1, query.first_seq, query.last_seq);
    if (page.items.size() > query.limit) {
        page.items.pop_back();
        if (!page.items.empty()) page.next_cursor = page.items.back().id.text();
    }
    return page;
}

std::optional<WebhookDeliveryId> SqlRepository::webhook_log_surplus(WebhookId webhook,
                                                                    Instant before,
                                                                    std::size_t newest_max) {
    Read read(*reader_);
    const auto counted = one_id(
        read.db().query("SELECT id FROM webhook_delivery WHERE workspace_id = $1 AND webhook_id ="
                        " $2 ORDER BY id DESC LIMIT 1 OFFSET $3",
                        workspace_, webhook, newest_max));
    const auto aged = one_id(
        read.db().query("SELECT id FROM webhook_delivery WHERE workspace_id = $1 AND webhook_id ="
                        " $2 AND id < $3 ORDER BY id DESC LIMIT 1",
                        workspace_, webhook, first_id_at(before)));
    return std::max(counted, aged);  // Nothing is less than any id.
}

}  // namespace parley::sql
