#include "store/store.hpp"

#include <doctest/doctest.h>

#include "store/testing/house.hpp"

namespace parley {
namespace {

using testing::House;
using testing::TemporaryDirectory;

TEST_CASE("what was acknowledged is there after the store is opened again") {
    const TemporaryDirectory directory;
    Message message;
    WorkspaceId workspace;
    {
        const auto store = testing::open_store(directory);
        House house(*store);
        workspace = house.workspace;
        message = house.message("你好, is anyone there?");
        REQUIRE(House::write(*store, house.posting(message)));
    }
    const auto store = testing::open_store(directory);
    const auto repository = store->repository(workspace);

    const auto messages = repository->messages(message.conversation, 0, 10, Visibility::staff);
    REQUIRE(messages.size() == 1);
    CHECK(messages.front().message.text == message.text);
    CHECK(repository->last_seq() == 6);
    CHECK(repository->floor().next_seq == 7);
}

TEST_CASE("a directory in use is refused to a second store" *
          doctest::skip(testing::is_on_postgres())) {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    CHECK_THROWS_WITH_AS(testing::open_store(directory), doctest::Contains("another process"),
                         StoreBroken);
}

TEST_CASE("of a session's decisions the first two and the newest are kept") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    House house(*store);
    constexpr std::int64_t beyond = RoutingDecision::kept_max + 7;
    std::vector<Row> rows;
    for (std::int64_t number = 1; number <= beyond; ++number) {
        RoutingDecision decision;
        decision.session = house.session.id;
        decision.number = number;
        rows.emplace_back(decision);
    }
    REQUIRE(House::write(*store, house.batch(std::move(rows))));

    const auto repository = store->repository(house.workspace);
    const auto kept = repository->routing_decisions(house.session.id);
    REQUIRE(std::ssize(kept) == RoutingDecision::kept_max);
    CHECK(kept[0].number == 1);
    CHECK(kept[1].number == 2);
    CHECK(kept[2].number == 10);
    CHECK(kept.back().number == beyond);
    CHECK(
        store->repository(House(*store, 2).workspace)->routing_decisions(house.session.id).empty());
}

TEST_CASE("ids of another workspace answer like ids that do not exist") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    House house(*store, 1);
    const House other(*store, 2);
    REQUIRE(House::write(*store, house.posting(house.message("hello"))));

    const auto repository = store->repository(other.workspace);
    CHECK_FALSE(repository->session(house.session.id));
    CHECK_FALSE(repository->conversation(house.conversation.id));
    CHECK_FALSE(repository->contact(house.contact.id));
    CHECK_FALSE(repository->agent(house.agent.id));
    CHECK_FALSE(repository->message_sent(house.conversation.id, house.contact.id.bytes(), "c1"));
    CHECK(repository->messages(house.conversation.id, 0, 10, Visibility::staff).empty());
    CHECK(repository->identities(house.contact.id).empty());
    CHECK(repository->sessions_of(house.contact.id, 10).empty());
    CHECK(repository->events(0, 100, house.conversation.id).empty());
    CHECK(repository->floor().sessions.size() == 1);
    CHECK(repository->floor().sessions.front().id == other.session.id);
}

}  // namespace
}  // namespace parley
