#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "store/testing/house.hpp"

namespace parley {
namespace {

using testing::House;
using testing::TemporaryDirectory;

TEST_CASE("the pool reads the workspace it is asked for, and the installation") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    const House one(*store, 1);
    const House other(*store, 2);
    const auto pool = make_read_pool(*store);

    std::latch answered(3);
    std::vector<SessionId> first;
    std::vector<SessionId> second;
    std::size_t workspaces = 0;
    pool->post(one.workspace, [&](Repository& repository) {
        for (const Session& session : repository.floor().sessions) first.push_back(session.id);
        answered.count_down();
    });
    pool->post(other.workspace, [&](Repository& repository) {
        for (const Session& session : repository.floor().sessions) second.push_back(session.id);
        answered.count_down();
    });
    pool->post([&](Directory& installation) {
        workspaces = installation.workspaces().size();
        answered.count_down();
    });
    answered.wait();

    CHECK(first == std::vector{one.session.id});
    CHECK(second == std::vector{other.session.id});
    CHECK(workspaces == 2);
}

TEST_CASE("the end of a pool waits for what was posted") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    const House house(*store);
    std::atomic<int> read = 0;
    {
        const auto pool = make_read_pool(*store, 2);
        for (int count = 0; count < 50; ++count) {
            pool->post(house.workspace,
                       [&](Repository& repository) { read += repository.last_seq() == 5 ? 1 : 0; });
        }
    }
    CHECK(read == 50);
}

TEST_CASE("a read sees whole batches only, however fast they come") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    House house(*store);
    std::atomic<bool> writing = true;
    std::atomic<int> reads = 0;
    std::atomic<int> torn = 0;
    const auto pool = make_read_pool(*store, 2);  // Ends before what its reads refer to.
    for (int reader = 0; reader < 2; ++reader) {
        pool->post(house.workspace, [&](Repository& repository) {
            do {
                // Conversation and message are of one batch: a session's view shows both or
                // neither.
                const auto view = repository.session(house.session.id);
                const auto seq = view->last_message ? view->last_message->message.seq : 0;
                if (view->unread != seq) ++torn;
                ++reads;
            } while (writing);
        });
    }
    std::latch written(300);
    for (int count = 0; count < 300; ++count) {
        store->writer().submit(house.posting(house.message("hello")),
                               [&](const Result<>&) { written.count_down(); });
    }
    written.wait();
    writing = false;
    while (reads < 2) std::this_thread::yield();
    CHECK(torn == 0);
}

TEST_CASE("accounts, sign-ins, visitors and inboxes are found by what a request brings") {
    const TemporaryDirectory directory;
    const auto store = testing::open_store(directory);
    House house(*store);
    Account account;
    account.id = house.agent.account;
    account.email = "ann@example.com";
    account.password_hash = "hash";
    SignIn sign_in;
    sign_in.id = house.make_id<SignInId>();
    sign_in.account = account.id;
    sign_in.workspace = house.workspace;
    sign_in.agent = house.agent.id;
    sign_in.token_hash = "digest";
    Batch batch;  // Of the installation: no workspace.
    batch.rows = {account, sign_in};
    REQUIRE(House::write(*store, std::move(batch)));

    const auto installation = store->directory();
    const auto place = installation->account_by_email("ann@example.com");
    REQUIRE(place);
    CHECK(place->agents == std::vector{std::pair{house.workspace, house.agent.id}});
    CHECK(installation->account(account.id)->email == account.email);
    CHECK(installation->sign_in_by_token("digest")->agent == house.agent.id);
    CHECK(installation->sign_ins_of(account.id).size() == 1);
    CHECK(installation->visitor(house.identity.value)->identity.contact == house.contact.id);
    CHECK(installation->inbox_by_key(house.inbox.public_key)->workspace == house.workspace);

    CHECK_FALSE(installation->account_by_email("nobody@example.com"));
    CHECK_FALSE(installation->sign_in_by_token(""));
    CHECK_FALSE(installation->visitor(""));
    CHECK_FALSE(installation->inbox_by_key("' OR 1=1"));

    Agent inactive = house.agent;
    inactive.active = false;
    REQUIRE(House::write(*store, house.batch({inactive})));
    CHECK(installation->account_by_email("ann@example.com")->agents.empty());
}

}  // namespace
}  // namespace parley
