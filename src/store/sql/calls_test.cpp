// Calls' rows beyond adding and reading them back: with their parts, cut to a scope, page by page.
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

    void write(std::vector<Row> rows) {
        REQUIRE(House::write(*store, house.batch(std::move(rows))));
    }
    Call call(CallState state = CallState::ended) {
        Call one;
        one.id = house.make_id<CallId>();
        one.session = house.session.id;
        one.conversation = house.conversation.id;
        one.inbox = house.inbox.id;
        one.contact = house.contact.id;
        one.message = house.make_id<MessageId>();
        one.state = state;
        one.home = "voice";
        one.started_at = house.now;
        return one;
    }
    Leg leg(const Call& call, int place) {
        Leg one;
        one.id = house.make_id<LegId>();
        one.call = call.id;
        one.place = place;
        one.started_at = house.now;
        return one;
    }
    Recording recording(const Call& call, Instant delete_at) {
        Recording one;
        one.id = house.make_id<RecordingId>();
        one.call = call.id;
        one.session = call.session;
        one.delete_at = delete_at;
        return one;
    }
    CallQuery by_contact() const {
        CallQuery query;
        query.contact = house.contact.id;
        query.scope.all = true;
        return query;
    }
};

TEST_CASE("a call comes with its legs in order of coming, and its recordings") {
    Case one;
    const Call call = one.call();
    const Leg first = one.leg(call, 0);
    const Leg second = one.leg(call, 1);
    const Leg third = one.leg(call, 2);
    one.house.now += 1s;
    const Leg last = one.leg(call, 0);
    one.write({call, last, third, second, first, one.recording(call, {}), one.leg(one.call(), 0)});
    const auto view = one.repository->call(call.id);
    REQUIRE(view);
    REQUIRE(view->legs.size() == 4);
    CHECK(view->legs[0].id == first.id);
    CHECK(view->legs[1].id == second.id);
    CHECK(view->legs[2].id == third.id);
    CHECK(view->legs[3].id == last.id);
    CHECK(view->recordings.size() == 1);
    CHECK_FALSE(one.repository->call(one.house.make_id<CallId>()));
}

TEST_CASE("calls of a contact or a conversation are read page by page, the newest first") {
    Case one;
    std::vector<CallId> ids;
    for (int at = 0; at < 5; ++at) {
        const Call call = one.call();
        ids.insert(ids.begin(), call.id);
        one.write({call});
        one.house.now += 1s;
    }
    CallQuery query = one.by_contact();
    query.limit = 2;
    std::vector<CallId> seen;
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = one.repository->calls(query);
        for (const CallView& view : page.items) seen.push_back(view.call.id);
        query.cursor = page.next_cursor;
    }
    CHECK(seen == ids);
    CHECK(query.cursor.empty());
    query.cursor = "tea";
    CHECK(one.repository->calls(query).bad_cursor);

    CallQuery of;
    of.conversation = one.house.conversation.id;
    of.scope.all = true;
    CHECK(one.repository->calls(of).items.size() == 5);
    of.conversation = one.house.make_id<ConversationId>();
    CHECK(one.repository->calls(of).items.empty());
}

TEST_CASE("without a contact those under way are listed, as far as the scope reaches") {
    Case one;
    const Call open = one.call(CallState::talking);
    one.write({open, one.call()});
    CallQuery query;
    CHECK(one.repository->calls(query).items.empty());
    query.scope.queues = {one.house.queue.id};
    const auto page = one.repository->calls(query);
    REQUIRE(page.items.size() == 1);
    CHECK(page.items.front().call.id == open.id);

    House other(*one.store, 2);
    CHECK(one.store->repository(other.workspace)->calls(one.by_contact()).items.empty());
    CHECK_FALSE(one.store->repository(other.workspace)->call(open.id));
    CHECK(one.repository->floor().calls.size() == 1);
    CHECK(one.store->repository(other.workspace)->floor().calls.empty());
}

TEST_CASE("recordings are due by their time, and what is kept for ever never is") {
    Case one;
    const Call call = one.call();
    const Recording due = one.recording(call, one.house.now - 1s);
    one.write({call, due, one.recording(call, one.house.now + 1h), one.recording(call, {})});
    const auto found = one.repository->recordings_due(one.house.now, 10);
    REQUIRE(found.size() == 1);
    CHECK(found.front().id == due.id);
    CHECK(one.repository->recordings_due(one.house.now + 2h, 1).size() == 1);
}

TEST_CASE("what an agent dialled since a moment is counted, and how long they talked") {
    Case one;
    Call dialled = one.call();
    dialled.agent = one.house.agent.id;
    dialled.answered_at = one.house.now;
    dialled.ended_at = one.house.now + 90s;
    Call unanswered = one.call();
    unanswered.agent = one.house.agent.id;
    unanswered.ended_at = one.house.now + 20s;
    one.write({dialled, unanswered, one.call()});
    const auto used = one.repository->dialled_since(one.house.agent.id, one.house.now - 1h);
    CHECK(used.calls == 2);
    CHECK(used.talked == 90s);
    const auto later = one.repository->dialled_since(one.house.agent.id, one.house.now + 1s);
    CHECK(later.calls == 0);
    CHECK(later.talked == 0s);
}

TEST_CASE("the directory knows lines and unsettled calls over all workspaces") {
    Case one;
    House other(*one.store, 2);
    Trunk trunk;
    trunk.id = one.house.make_id<TrunkId>();
    Phone phone;
    phone.id = one.house.make_id<PhoneId>();
    phone.agent = one.house.agent.id;
    phone.user = "x3";
    PhoneNumber number;
    number.id = one.house.make_id<PhoneNumberId>();
    number.number = "+861088886666";
    number.inbox = one.house.inbox.id;
    number.trunks = {trunk.id};
    const Call open = one.call(CallState::waiting);
    const Call untold = one.call();
    Recording unmeasured = one.recording(untold, {});
    unmeasured.state = RecordingState::kept;
    Recording measured = one.recording(one.call(), {});
    measured.state = RecordingState::kept;
    measured.bytes = 32;
    one.write({trunk, phone, number, open, untold, unmeasured, one.call(), measured});
    const auto directory = one.store->directory();
    REQUIRE(directory->phone_number(number.number));
    CHECK(directory->phone_number(number.number)->workspace == one.house.workspace);
    CHECK_FALSE(directory->phone_number("+861088886667"));
    CHECK(directory->trunks().size() == 1);
    CHECK(directory->phones().size() == 1);
    const auto calls = directory->unsettled_calls("voice");
    REQUIRE(calls.size() == 2);
    CHECK(calls.front().call == open.id);
    CHECK(calls.back().call == untold.id);
    CHECK(directory->unsettled_calls("elsewhere").empty());

    // One number leads to one place, whoever asks for it.
    PhoneNumber again = number;
    again.id = other.make_id<PhoneNumberId>();
    CHECK_FALSE(House::write(*one.store, other.batch({again})));
    one.write({Gone<PhoneNumber>{number.id}, Gone<Phone>{phone.id}, Gone<Trunk>{trunk.id}});
    CHECK_FALSE(directory->phone_number(number.number));
    CHECK(directory->phones().empty());
    CHECK(directory->trunks().empty());
}

TEST_CASE("who called is known by the number: verified first, then of the inbox, then the newest") {
    Case one;
    const auto add = [&](bool verified, InboxId inbox) {
        Identity identity;
        identity.id = one.house.make_id<IdentityId>();
        identity.contact = one.house.contact.id;
        identity.inbox = inbox;
        identity.kind = IdentityKind::phone;
        identity.value = "+8613800138000";
        identity.verified = verified;
        identity.created_at = one.house.now;
        one.write({identity});
        one.house.now += 1s;
        return identity.id;
    };
    const InboxId elsewhere = one.house.make_id<InboxId>();
    const IdentityId verified = add(true, elsewhere);
    const IdentityId here = add(false, one.house.inbox.id);
    const IdentityId old = add(false, elsewhere);
    const IdentityId young = add(false, elsewhere);
    const auto found =
        one.repository->identities(IdentityKind::phone, "+8613800138000", one.house.inbox.id);
    REQUIRE(found.size() == 4);
    CHECK(found[0].id == verified);
    CHECK(found[1].id == here);
    CHECK(found[2].id == young);
    CHECK(found[3].id == old);
}

}  // namespace
}  // namespace parley::sql
