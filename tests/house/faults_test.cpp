// Commits that fail: nothing may be answered as if it had happened, and the floor must be true
// again.
#include <doctest/doctest.h>

#include <atomic>

#include "house/house.hpp"

namespace parley::house {
namespace {

// Passes everything on to the real writer, until told to fail: then a batch is refused as a broken
// disk would refuse it, without having been written.
class FaultyWriter final : public Writer {
public:
    explicit FaultyWriter(Writer& real) : real_(real) {}

    void submit(Batch batch, std::function<void(Result<>)> done) override {
        if (!batch.events.empty() && fail_next.exchange(false))
            return done(refuse(Code::unavailable, "commit_failed", "injected"));
        real_.submit(std::move(batch), std::move(done));
    }
    bool is_busy() const override { return real_.is_busy(); }

    std::atomic<bool> fail_next{false};

private:
    Writer& real_;
};

class FaultyStore final : public Store {
public:
    explicit FaultyStore(std::unique_ptr<Store> real)
        : real_(std::move(real)), writer_(real_->writer()) {}

    std::unique_ptr<Repository> repository(WorkspaceId workspace) override {
        return real_->repository(workspace);
    }
    std::unique_ptr<Directory> directory() override { return real_->directory(); }
    Writer& writer() override { return writer_; }
    std::int64_t take_ownership(WorkspaceId workspace) override {
        return real_->take_ownership(workspace);
    }
    std::string trouble() override { return real_->trouble(); }

    FaultyWriter& faults() { return writer_; }

private:
    std::unique_ptr<Store> real_;
    FaultyWriter writer_;
};

struct FaultyHouse {
    FaultyStore* store = nullptr;
    House house{[this](std::unique_ptr<Store> real) {
        auto faulty = std::make_unique<FaultyStore>(std::move(real));
        store = faulty.get();
        return faulty;
    }};
};

Result<app::MessageAnswer> try_say(House& house, const app::Visitor& visitor, std::string id) {
    app::NewMessage message;
    message.client_msg_id = std::move(id);
    message.text = "text";
    return wait_for(app::post_as_visitor(house.app(), visitor, message));
}

TEST_CASE("a commit that fails is refused, forgotten, and the same message succeeds when retried") {
    FaultyHouse faulty;
    House& house = faulty.house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const auto events_before = house.stored_events().size();

    faulty.store->faults().fail_next = true;
    const auto refused = try_say(house, visitor, "m-1");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "try_again");
    CHECK(house.stored_events().size() == events_before);

    const auto kept = try_say(house, visitor, "m-1");
    REQUIRE(kept);
    CHECK((*kept)->message.seq == 1);
    const auto events = house.stored_events();
    for (std::size_t i = 0; i < events.size(); ++i)
        CHECK(events[i].seq == static_cast<std::int64_t>(i) + 1);
}

TEST_CASE("after a failed accept nobody has the chat, and it can still be accepted") {
    FaultyHouse faulty;
    House& house = faulty.house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hi")->message.session;
    const auto item = house.work_item(session);

    faulty.store->faults().fail_next = true;
    CHECK_FALSE(wait_for(app::accept_offer(house.app(), house.ann, session, item->offer)));
    CHECK(house.stored(session)->session.state == SessionState::offered);

    const auto accepted = wait_for(app::accept_offer(house.app(), house.ann, session, item->offer));
    REQUIRE(accepted);
    CHECK((*accepted)->session.agent == house.ann.agent.id);
}

TEST_CASE("who was connected when a commit failed is not taken for lost") {
    FaultyHouse faulty;
    House& house = faulty.house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    house.accept(session);
    faulty.store->faults().fail_next = true;
    CHECK_FALSE(try_say(house, visitor, "m-2"));
    house.pass(40s);
    CHECK(house.work_item(session)->state == WorkItemState::assigned);
}

TEST_CASE("an owner that lost its workspace to another cannot write any more") {
    House house;
    const auto visitor = house.visitor();
    house.say(visitor, "before");
    // Another node takes over; ours does not know yet.
    auto take = [&house](Directory&) {
        return house.app().store.take_ownership(house.administrator.workspace);
    };
    wait_for(app::read_directory(house.app(), take));

    const auto refused = try_say(house, visitor, "late");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "try_again");
    CHECK(try_say(house, visitor, "late"));  // It took ownership again, as one node alone does.
}

}  // namespace
}  // namespace parley::house
