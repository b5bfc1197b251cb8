// Answers that are kept for a day: written with their change, found again, swept, and never in each
// other's way.
#include "app/once.hpp"

#include <doctest/doctest.h>

#include "house/house.hpp"

namespace parley::house {
namespace {

app::Once<Queue> once(std::string key, bool is_outlived = false) {
    app::Once<Queue> of;
    of.caller = "agent x";
    of.request_key = key;
    of.is_outlived = is_outlived;
    of.answer = [key](const Queue& made, Instant now) {
        KeptAnswer kept;
        kept.caller = "agent x";
        kept.request_key = key;
        kept.fingerprint = "f";
        kept.status = 201;
        kept.sealed = made.id.text();
        kept.created_at = now;
        return kept;
    };
    return of;
}

Result<Queue> make(House& house, app::Once<Queue> of) {
    app::QueuePatch body;
    body.name = "once";
    return wait_for(app::create_queue(house.app(), house.administrator, body, std::move(of)));
}

std::optional<KeptAnswer> kept(House& house, std::string key) {
    return wait_for(
        app::find_kept(house.app(), house.administrator.workspace, "agent x", std::move(key)));
}

std::size_t queues_called_once(House& house) {
    const auto queues = expect(wait_for(app::list_queues(house.app(), house.administrator)));
    return static_cast<std::size_t>(std::ranges::count(queues, std::string("once"), &Queue::name));
}

TEST_CASE("an answer is kept with its change, and found after a restart") {
    House house;
    const Queue queue = expect(make(house, once("k")));
    REQUIRE(kept(house, "k"));
    CHECK(kept(house, "k")->sealed == queue.id.text());
    CHECK(kept(house, "k")->status == 201);
    CHECK_FALSE(kept(house, "other"));
    house.restart();
    REQUIRE(kept(house, "k"));
    CHECK(kept(house, "k")->sealed == queue.id.text());
}

TEST_CASE("a second decision of the same request is refused and changes nothing") {
    House house;
    REQUIRE(make(house, once("k")));
    const auto again = make(house, once("k"));
    REQUIRE_FALSE(again);
    CHECK(again.error().reason == "request_in_progress");
    CHECK(queues_called_once(house) == 1);
}

// A new owner's memory is empty: then the store has the last word.
TEST_CASE("where memory does not know, the store keeps the second one out") {
    House house;
    REQUIRE(make(house, once("k")));
    house.restart();
    const auto again = make(house, once("k"));
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Code::unavailable);
    CHECK(queues_called_once(house) == 1);
    REQUIRE(make(house, once("other")));
    CHECK(queues_called_once(house) == 2);
}

TEST_CASE("what was refused keeps nothing") {
    House house;
    app::QueuePatch body;
    body.name = " ";
    const auto refused =
        wait_for(app::create_queue(house.app(), house.administrator, body, once("k")));
    REQUIRE_FALSE(refused);
    CHECK_FALSE(kept(house, "k"));
    CHECK(make(house, once("k")));
}

TEST_CASE("after a day an answer is swept, also by an owner that did not keep it") {
    House house;
    REQUIRE(make(house, once("k")));
    house.pass(KeptAnswer::lasts - 1min);
    CHECK(kept(house, "k"));
    house.restart();
    house.pass(2h);
    CHECK_FALSE(kept(house, "k"));
    CHECK(make(house, once("k")));
    house.pass(KeptAnswer::lasts + 2h);
    CHECK(make(house, once("k")));
}

TEST_CASE("an answer whose day is over gives way before it is swept") {
    House house;
    REQUIRE(make(house, once("k")));
    house.clock.advance(KeptAnswer::lasts + 1min);
    house.restart();
    REQUIRE(kept(house, "k"));
    const Queue queue = expect(make(house, once("k", true)));
    REQUIRE(kept(house, "k"));
    CHECK(kept(house, "k")->sealed == queue.id.text());
}

}  // namespace
}  // namespace parley::house
