#include "store/sql/writer_metrics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <latch>
#include <thread>

#include "store/testing/house.hpp"

namespace parley {
namespace {

using testing::House;
using testing::TemporaryDirectory;

struct Written {
    TemporaryDirectory directory;
    std::unique_ptr<Store> store = testing::open_store(directory);
    House house{*store};
    std::unique_ptr<Repository> repository = store->repository(house.workspace);

    // Submits all without waiting between them; the answers' reasons, "" for committed.
    std::vector<std::string> write_at_once(std::vector<Batch> batches) const {
        std::vector<std::string> reasons;
        std::latch answered(static_cast<std::ptrdiff_t>(batches.size()));
        for (Batch& batch : batches) {
            store->writer().submit(std::move(batch), [&](const Result<>& result) {
                reasons.push_back(result ? "" : result.error().reason);
                answered.count_down();
            });
        }
        answered.wait();
        return reasons;
    }
    std::size_t message_count() const {
        return repository->messages(house.conversation.id, 0, 10'000, Visibility::staff).size();
    }
};

// A writer that waits until it is let go: what is submitted meanwhile is committed in as large
// groups as there are.
class HeldWriter {
public:
    explicit HeldWriter(Written& written) {
        written.store->writer().submit(written.house.batch({}), [this](const Result<>&) {
            blocked_.count_down();
            release_.wait();
        });
        blocked_.wait();
    }
    void let_go() { release_.count_down(); }

private:
    std::latch blocked_{1};
    std::latch release_{1};
};

TEST_CASE("a batch is committed whole or not at all") {
    Written written;
    Contact contact = written.house.contact;
    contact.name = "Changed";
    Message twice = written.house.message("one");
    // The second message repeats the first one's number, so the contact must not change either.
    Batch batch = written.house.batch({contact, twice, twice});

    const auto refused = House::write(*written.store, std::move(batch));

    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "commit_failed");
    CHECK(written.repository->contact(contact.id)->name == "王小明");
    CHECK(written.message_count() == 0);
}

TEST_CASE("the figures tell of commits, of batches, and of the log's growth") {
    const TemporaryDirectory directory;
    Metrics metrics;
    const sql::WriterMetrics figures(metrics);
    const auto store = testing::open_store(directory, &metrics);
    House house(*store);
    const std::uint64_t batches = figures.batches.value();
    for (int count = 0; count < 3; ++count)
        REQUIRE(House::write(*store, house.posting(house.message("one of three"))));

    const std::size_t all = figures.commit_seconds.bounds().size();
    CHECK(figures.batches.value() == batches + 3);
    CHECK(figures.commit_seconds.count_up_to(all) >= 3);
    CHECK(figures.commit_seconds.sum() > 0);
    CHECK(figures.waiting.value() == 0);
    CHECK(figures.failures.value() == 0);
    const int tries_max = testing::is_on_postgres() ? 0 : 100;
    for (int tries = 0; tries < tries_max && figures.log_bytes.value() == 0; ++tries)
        std::this_thread::sleep_for(50ms);  // The checkpointer looks ten times a second.
    CHECK(
        (figures.log_bytes.value() > 0 || testing::is_on_postgres()));  // It has a log of its own.
}

TEST_CASE("a batch that contradicts a key fails alone; its neighbours are committed") {
    Written written;
    std::vector<Batch> batches;
    for (int count = 0; count < 20; ++count) {
        batches.push_back(written.house.batch({written.house.message("hello")}));
    }
    Message wrong = written.house.message("wrong");
    wrong.seq = 3;
    batches.insert(batches.begin() + 10, written.house.batch({wrong}));

    const auto reasons = written.write_at_once(std::move(batches));

    for (std::size_t at = 0; at < reasons.size(); ++at) {
        CHECK(reasons[at] == (at == 10 ? "commit_failed" : ""));
    }
    CHECK(written.message_count() == 20);
}

TEST_CASE("the same client_msg_id of the same sender in a conversation is never stored twice") {
    Written written;
    REQUIRE(House::write(*written.store, written.house.posting(written.house.message("a", "x"))));

    Batch again = written.house.posting(written.house.message("b", "x"));
    const auto refused = House::write(*written.store, std::move(again));

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::unavailable);
    CHECK(written.message_count() == 1);
    CHECK(written.repository->last_seq() == 6);
}

TEST_CASE("an owner that lost its fence commits nothing more") {
    Written written;
    Batch late = written.house.posting(written.house.message("late"));
    CHECK(written.store->take_ownership(written.house.workspace) == written.house.fence + 1);

    const auto refused = House::write(*written.store, std::move(late));

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::conflict);
    CHECK(refused.error().reason == "stale_owner");
    CHECK(written.message_count() == 0);
}

TEST_CASE("an owner that lost its fence hears so also where its numbers are taken") {
    Written written;
    Batch stale = written.house.posting(written.house.message("hello"));
    REQUIRE(House::write(*written.store, Batch(stale)));
    stale.fence -= 1;

    CHECK(House::write(*written.store, std::move(stale)).error().reason == "stale_owner");
    CHECK(written.message_count() == 1);
}

TEST_CASE("after a refused batch the workspace's later ones are stale, so no number is skipped") {
    Written written;
    std::vector<Batch> batches;
    batches.push_back(written.house.posting(written.house.message("1")));
    Message wrong = written.house.message("2");
    wrong.seq = 1;
    batches.push_back(written.house.posting(wrong));
    batches.push_back(written.house.posting(written.house.message("3")));
    batches.push_back(written.house.posting(written.house.message("4")));

    const auto reasons = written.write_at_once(std::move(batches));

    CHECK(reasons == std::vector<std::string>{"", "commit_failed", "stale_owner", "stale_owner"});
    CHECK(written.repository->last_seq() == 6);
}

TEST_CASE("a stale batch fails alone, however many good ones are committed with it") {
    Written written;
    HeldWriter held(written);

    Batch stale = written.house.posting(written.house.message("stale"));
    stale.fence -= 1;
    constexpr std::size_t good_count = 600;
    constexpr std::size_t messages_each = 5;
    std::vector<std::string> reasons;
    std::latch answered(1 + good_count);
    const auto submit = [&](Batch batch) {
        written.store->writer().submit(std::move(batch), [&](const Result<>& result) {
            reasons.push_back(result ? "" : result.error().reason);
            answered.count_down();
        });
    };
    submit(std::move(stale));
    for (std::size_t at = 0; at < good_count; ++at) {
        std::vector<Row> rows;
        for (std::size_t message = 0; message < messages_each; ++message)
            rows.emplace_back(written.house.message("good"));
        submit(written.house.batch(std::move(rows)));
    }
    held.let_go();
    answered.wait();

    CHECK(reasons.front() == "stale_owner");
    CHECK(std::ranges::count(reasons, "") == good_count);
    CHECK(written.message_count() == good_count * messages_each);
}

TEST_CASE("a workspace whose making is refused is not there") {
    Written written;
    Workspace workspace;
    workspace.id = written.house.make_id<WorkspaceId>();
    Batch batch;
    batch.workspace = workspace.id;
    batch.first_seq = 2;  // A new workspace begins with 1.
    batch.rows = {workspace};
    Event event;
    event.seq = 2;
    batch.events = {event};

    CHECK(House::write(*written.store, std::move(batch)).error().reason == "stale_owner");
    CHECK(written.store->directory()->workspaces().size() == 1);
    CHECK(written.store->take_ownership(workspace.id) == 0);
}

TEST_CASE("answers come in the order of submission") {
    Written written;
    constexpr int count = 2'000;
    std::vector<int> order;
    std::latch answered(count);
    for (int at = 0; at < count; ++at) {
        written.store->writer().submit(written.house.posting(written.house.message("hello")),
                                       [&, at](const Result<>& result) {
                                           REQUIRE(result);
                                           order.push_back(at);
                                           answered.count_down();
                                       });
    }
    answered.wait();
    CHECK(std::ranges::is_sorted(order));
    CHECK(written.message_count() == count);
}

TEST_CASE("a full queue refuses at once and forgets nothing it took") {
    Written written;
    HeldWriter held(written);

    std::atomic<int> committed = 0;
    int refused = 0;
    for (std::size_t at = 0; at < Writer::queued_max + 10; ++at) {
        written.store->writer().submit(written.house.batch({written.house.message("hello")}),
                                       [&](const Result<>& result) {
                                           if (result) {
                                               ++committed;
                                           } else {
                                               CHECK(result.error().reason == "writer_busy");
                                               ++refused;
                                           }
                                       });
    }
    CHECK(written.store->writer().is_busy());
    CHECK(refused == 10);
    held.let_go();
    REQUIRE(House::write(*written.store, [&] {
        while (written.store->writer().is_busy()) std::this_thread::yield();
        return written.house.batch({});
    }()));
    CHECK(committed == Writer::queued_max);
}

TEST_CASE("the bulk lane waits until no live batch does") {
    Written written;
    HeldWriter held(written);

    std::vector<Lane> order;
    std::latch answered(2);
    for (const Lane lane : {Lane::bulk, Lane::live}) {
        Batch batch = written.house.batch({});
        batch.lane = lane;
        written.store->writer().submit(std::move(batch), [&, lane](const Result<>&) {
            order.push_back(lane);
            answered.count_down();
        });
    }
    held.let_go();
    answered.wait();
    CHECK(order == std::vector{Lane::live, Lane::bulk});
}

TEST_CASE("the end of a store waits for what was submitted") {
    Written written;
    int committed = 0;
    for (int at = 0; at < 100; ++at) {
        written.store->writer().submit(
            written.house.posting(written.house.message("hello")),
            [&](const Result<>& result) { committed += result ? 1 : 0; });
    }
    written.repository.reset();
    written.store.reset();
    CHECK(committed == 100);
}

}  // namespace
}  // namespace parley
