// Webhooks follow the spine by a reader of their own: nothing is forgotten, nothing made twice.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "app/webhooks.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

class AnyUrl final : public Outbound {
public:
    SendFailure check(std::string_view) const override { return SendFailure::none; }
    Task<OutboundAnswer> post(OutboundRequest) override { co_return OutboundAnswer{}; }
    void stop() override {}
};

constexpr std::array<std::uint8_t, 32> key{7};

struct Case {
    House house;
    AnyUrl outbound;
    Seal seal{key};

    app::WebhookTools tools() {
        return {house.app(), outbound, seal, [](WorkspaceId) {}};
    }
    app::WebhookMade make(std::vector<std::string> events = {}) {
        app::WebhookPatch body;
        body.url = "https://receiver.example/";
        body.events = std::move(events);
        return expect(wait_for(app::create_webhook(tools(), house.administrator, body)));
    }
    void settle() {
        const WorkspaceId workspace = house.administrator.workspace;
        house.core()->webhooks().wake(workspace);
        while (!house.core()->webhooks().is_idle(workspace))
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    // The numbers of the events that were made deliveries of, in order.
    std::vector<std::int64_t> made_of(WebhookId webhook) {
        settle();
        return stored_of(webhook);
    }
    std::vector<std::int64_t> stored_of(WebhookId webhook) {
        DeliveryQuery query;
        query.webhook = webhook;
        query.limit = 1'000;
        auto look = [query](Repository& repository) {
            return repository.webhook_deliveries(query).items;
        };
        std::vector<std::int64_t> seqs;
        for (const auto& one :
             wait_for(app::read(house.app(), house.administrator.workspace, look)))
            seqs.push_back(one.event_seq);
        std::ranges::sort(seqs);
        return seqs;
    }
    std::vector<std::int64_t> events_after(std::int64_t seq) {
        std::vector<std::int64_t> seqs;
        for (const Event& event : house.stored_events())
            if (event.seq > seq) seqs.push_back(event.seq);
        return seqs;
    }
};

TEST_CASE("every event after a webhook was made becomes one delivery") {
    Case one;
    one.house.say(one.house.visitor(), "before");
    const auto made = one.make();
    const auto visitor = one.house.visitor();
    for (int i = 0; i < 5; ++i) one.house.say(visitor, "after");
    const auto expected = one.events_after(made.view.webhook.after_seq);
    CHECK(expected.size() > 5);
    CHECK(one.made_of(made.view.webhook.id) == expected);
    CHECK(one.made_of(made.view.webhook.id) == expected);  // Waking again makes nothing again.
}

// Another node's: of its event nothing was heard here.
TEST_CASE("once woken, the reader follows a workspace that had no webhook before") {
    Case one;
    one.settle();
    Webhook webhook;
    webhook.id = WebhookId(IdBytes{1});
    webhook.url = "https://receiver.example/";
    std::vector<Row> rows{webhook};
    const WorkspaceId workspace = one.house.administrator.workspace;
    REQUIRE(wait_for(app::write_rows(one.house.app(), workspace, std::move(rows))));
    one.settle();
    one.house.say(one.house.visitor(), "hello");
    const auto all = one.events_after(0);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (one.stored_of(webhook.id) != all && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(one.stored_of(webhook.id) == all);
}

TEST_CASE("over restarts nothing is forgotten and nothing made twice") {
    Case one;
    const auto made = one.make();
    for (int i = 0; i < 4; ++i) {
        one.house.say(one.house.visitor(), "hello");
        one.house.restart();
    }
    CHECK(one.made_of(made.view.webhook.id) == one.events_after(made.view.webhook.after_seq));
}

TEST_CASE("a webhook gets the types it names; two webhooks do not disturb each other") {
    Case one;
    const auto talk = one.make({"message_posted"});
    const auto all = one.make();
    const auto visitor = one.house.visitor();
    one.house.say(visitor, "one");
    one.house.say(visitor, "two");
    std::set<EventType> types;
    const auto seqs = one.made_of(talk.view.webhook.id);
    for (const Event& event : one.house.stored_events()) {
        if (std::ranges::find(seqs, event.seq) != seqs.end()) types.insert(event.type);
    }
    CHECK(types == std::set{EventType::message_posted});
    CHECK(one.made_of(all.view.webhook.id).size() > seqs.size());
}

TEST_CASE("what happens while it is off is not sent later") {
    Case one;
    const auto made = one.make({"message_posted"});
    const auto set_active = [&](bool active) {
        app::WebhookPatch patch;
        patch.active = active;
        return expect(wait_for(app::update_webhook(one.tools(), one.house.administrator,
                                                   made.view.webhook.id, patch)));
    };
    const auto visitor = one.house.visitor();
    one.house.say(visitor, "on");
    const auto before = one.made_of(made.view.webhook.id);
    CHECK(set_active(false).webhook.off_reason == WebhookOff::by_hand);
    one.house.say(visitor, "off");
    CHECK(one.made_of(made.view.webhook.id) == before);
    const auto on = set_active(true);
    CHECK(on.webhook.off_reason == WebhookOff::no);
    one.house.say(visitor, "on again");
    const auto after = one.made_of(made.view.webhook.id);
    CHECK(after.size() == before.size() + 1);
    CHECK(after.back() > on.webhook.after_seq);
}

TEST_CASE("the secret is not in the database, and a rotation keeps the former one for a day") {
    Case one;
    const auto made = one.make();
    CHECK(made.view.webhook.secret.find(made.secret.substr(6)) == std::string::npos);
    CHECK(one.seal.open(made.view.webhook.secret) == made.secret);
    const auto fresh = expect(wait_for(
        app::rotate_webhook_secret(one.tools(), one.house.administrator, made.view.webhook.id)));
    CHECK(one.seal.open(fresh.view.webhook.secret) == fresh.secret);
    CHECK(one.seal.open(fresh.view.webhook.former_secret) == made.secret);
    CHECK(fresh.view.webhook.former_until == one.house.clock.now() + 24h);
}

TEST_CASE("there is a limit, and what is deleted makes room") {
    Case one;
    WebhookId last;
    for (std::size_t i = 0; i < app::webhooks_max; ++i) last = one.make().view.webhook.id;
    app::WebhookPatch body;
    body.url = "https://receiver.example/";
    const auto refused = wait_for(app::create_webhook(one.tools(), one.house.administrator, body));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "too_many");
    expect(wait_for(app::delete_webhook(one.tools(), one.house.administrator, last)));
    one.make();
}

TEST_CASE("an agent may not set up webhooks, nor look at them") {
    Case one;
    app::WebhookPatch body;
    body.url = "https://receiver.example/";
    CHECK(wait_for(app::create_webhook(one.tools(), one.house.ann, body)).error().reason ==
          "permission_missing");
    CHECK(wait_for(app::list_webhooks(one.tools(), one.house.ann)).error().reason ==
          "permission_missing");
}

}  // namespace
}  // namespace parley::house
