// Webhooks' rows beyond adding and reading them back: attempts, repeats, logs that are cut.
#include <doctest/doctest.h>

#include "store/testing/house.hpp"

namespace parley::sql {
namespace {

using parley::testing::House;

struct Case {
    parley::testing::TemporaryDirectory directory;
    std::unique_ptr<Store> store = parley::testing::open_store(directory);
    House house{*store};
    std::unique_ptr<Repository> repository = store->repository(house.workspace);
    Webhook webhook;

    Case() {
        furnish(house, *store);
        webhook.id = house.make_id<WebhookId>();
        webhook.url = "https://receiver.example/";
        write({webhook});
    }
    void write(std::vector<Row> rows) {
        REQUIRE(House::write(*store, house.batch(std::move(rows))));
    }
    WebhookDelivery delivery(std::int64_t seq, Duration age = {}) {
        WebhookDelivery one;
        one.id = WebhookDeliveryId::make(house.now - age, rng);
        one.webhook = webhook.id;
        one.event_seq = seq;
        one.event = "message_posted";
        one.created_at = house.now - age;
        one.next_attempt_at = house.now - age;
        return one;
    }
    std::vector<std::int64_t> log(DeliveryQuery query = {}) {
        query.webhook = webhook.id;
        std::vector<std::int64_t> seqs;
        for (const WebhookDelivery& one : repository->webhook_deliveries(query).items)
            seqs.push_back(one.event_seq);
        return seqs;
    }

    SeededRng rng{3};
};

TEST_CASE("an attempt changes its delivery; of one that is gone nothing comes back") {
    Case one;
    WebhookDelivery delivery = one.delivery(1);
    one.write({delivery});
    delivery.attempts = 1;
    delivery.state = DeliveryState::delivered;
    delivery.status = 204;
    delivery.answer = "ok 你好";
    one.write({WebhookAttempt{delivery}});
    const auto stored = one.repository->webhook_delivery(delivery.id);
    REQUIRE(stored);
    CHECK(stored->state == DeliveryState::delivered);
    CHECK(stored->status == 204);
    CHECK(stored->answer == "ok 你好");

    WebhookHealth health;
    health.webhook = one.webhook.id;
    health.failures = 2;
    one.write({health});
    CHECK(one.repository->webhook_health().size() == 1);
    one.write({ForgetWebhook{one.webhook.id}});
    one.write({WebhookAttempt{delivery}, health});
    CHECK(one.repository->webhooks().empty());
    CHECK(one.repository->webhook_health().empty());
    CHECK_FALSE(one.repository->webhook_delivery(delivery.id));
}

TEST_CASE("what waits is read in the order it is due; what is repeated waits again") {
    Case one;
    WebhookDelivery late = one.delivery(1);
    WebhookDelivery soon = one.delivery(2);
    WebhookDelivery done = one.delivery(3);
    late.next_attempt_at += 1h;
    done.state = DeliveryState::failed;
    done.attempts = 8;
    one.write({late, soon, done});
    const auto waiting = one.repository->waiting_deliveries(one.webhook.id, 10);
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].event_seq == 2);
    CHECK(waiting[1].event_seq == 1);
    CHECK(one.repository->waiting_deliveries(one.webhook.id, 1).size() == 1);

    one.write({WebhookReplay{done.id, one.house.now - 1h}});
    const auto again = one.repository->waiting_deliveries(one.webhook.id, 1);
    REQUIRE(again.size() == 1);
    CHECK(again[0].event_seq == 3);
    CHECK(again[0].attempts == 0);
}

TEST_CASE("the log is read newest first, by pages, numbers and state") {
    Case one;
    std::vector<Row> rows;
    for (int seq = 1; seq <= 5; ++seq) {
        WebhookDelivery delivery = one.delivery(seq, Duration(10 - seq));
        if (seq % 2 == 0) delivery.state = DeliveryState::failed;
        rows.emplace_back(delivery);
    }
    one.write(std::move(rows));
    using Seqs = std::vector<std::int64_t>;
    CHECK(one.log() == Seqs{5, 4, 3, 2, 1});
    DeliveryQuery query;
    query.state = DeliveryState::failed;
    CHECK(one.log(query) == Seqs{4, 2});
    query.state.reset();
    query.first_seq = 2;
    query.last_seq = 4;
    CHECK(one.log(query) == Seqs{4, 3, 2});

    DeliveryQuery page;
    page.webhook = one.webhook.id;
    page.limit = 2;
    const auto first = one.repository->webhook_deliveries(page);
    page.cursor = first.next_cursor;
    CHECK(one.log(page) == Seqs{3, 2});
    page.cursor = "nonsense";
    CHECK(one.repository->webhook_deliveries(page).bad_cursor);
}

TEST_CASE("a log's surplus is what is too old or too much, and only that goes") {
    Case one;
    std::vector<Row> rows;
    for (int seq = 1; seq <= 6; ++seq)
        rows.emplace_back(one.delivery(seq, std::chrono::hours(7 - seq)));
    one.write(std::move(rows));
    const auto& id = one.webhook.id;
    const Instant now = one.house.now;
    CHECK_FALSE(one.repository->webhook_log_surplus(id, now - 7h, 6));
    const auto counted = one.repository->webhook_log_surplus(id, now - 7h, 4);
    REQUIRE(counted);
    CHECK(one.repository->webhook_delivery(*counted)->event_seq == 2);
    const auto aged = one.repository->webhook_log_surplus(id, now - 3h - 1ms, 5);
    REQUIRE(aged);
    CHECK(one.repository->webhook_delivery(*aged)->event_seq == 3);
    one.write({TrimWebhookLog{id, *aged}});
    CHECK(one.log() == std::vector<std::int64_t>{6, 5, 4});
}

TEST_CASE("another workspace's webhooks are not there") {
    Case one;
    SeededRng rng(9);
    const auto other = one.store->repository(WorkspaceId::make(one.house.now, rng));
    CHECK(other->webhooks().empty());
    CHECK(other->waiting_deliveries(one.webhook.id, 10).empty());
}

}  // namespace
}  // namespace parley::sql
