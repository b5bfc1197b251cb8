#include <doctest/doctest.h>

#include "codec/json.hpp"
#include "http/wire/server_frame.hpp"
#include "http/wire/typescript.hpp"

namespace parley::wire {
namespace {

using codec::from_json;
using codec::to_json;

struct Fixture {
    SeededRng rng{1};
    FileLinks files{FileLinks::Secret{}};
    Links links{files, WorkspaceId::make(from_ms(1), rng)};

    template <class I>
    I make() {
        return I::make(from_ms(5), rng);
    }
};

SessionView offered_session(Fixture& fixture) {
    SessionView view;
    view.session.id = fixture.make<SessionId>();
    view.session.state = SessionState::offered;
    view.session.summary = "private";
    view.work_item = WorkItem{};
    view.work_item->state = WorkItemState::offered;
    view.work_item->agent = fixture.make<AgentId>();
    view.work_item->offer = 7;
    return view;
}

TEST_CASE("staff see to whom a session is offered; its visitor only that it waits") {
    Fixture fixture;
    const SessionView view = offered_session(fixture);

    const Session staff = to_wire(view, fixture.links);
    REQUIRE(staff.offer);
    CHECK(staff.offer->number == 7);

    const std::string visitor = to_json(to_visitor_wire(view));
    CHECK(visitor.find(R"("state":"queued")") != std::string::npos);
    CHECK(visitor.find("private") == std::string::npos);
    CHECK(visitor.find(view.work_item->agent.text()) == std::string::npos);
}

TEST_CASE("nobody is null, and an attachment carries its links") {
    Fixture fixture;
    MessageView view;
    view.message.id = fixture.make<MessageId>();
    view.message.sender = SenderKind::system;
    CHECK(to_json(to_wire(view, fixture.links)).find(R"("sender_id":null)") != std::string::npos);

    view.attachment = parley::Attachment{};
    view.attachment->id = fixture.make<AttachmentId>();
    const Message message = to_wire(view, fixture.links);
    REQUIRE(message.attachment);
    CHECK(message.attachment->url ==
          fixture.files.url(fixture.links.workspace, view.attachment->id));
    CHECK(message.attachment->thumbnail_url.empty());
}

TEST_CASE("a visitor's event tells neither reasons nor whom else it concerns") {
    Fixture fixture;
    Published published;
    published.event.type = EventType::session_offer_withdrawn;
    published.event.detail = "declined";
    published.session = std::make_shared<SessionView>(offered_session(fixture));

    const EventBody body = to_visitor_wire(published, fixture.links);
    CHECK(body.detail.empty());
    CHECK_FALSE(body.session);
    CHECK(body.visitor_session);
    CHECK(to_staff_wire(published, fixture.links).detail == "declined");
}

TEST_CASE("client frames are told apart and judged") {
    const auto hello = from_json<ClientFrame>(R"({"type":"hello","protocol":1,"after":12})");
    REQUIRE(hello);
    CHECK(std::get<HelloFrame>(*hello).after == 12);

    const auto half = from_json<ClientFrame>(
        R"({"type":"hello","protocol":1,"visitor":{"visitor_id":"a","secret":"b"}})");
    REQUIRE_FALSE(half);
    CHECK(half.error().field == "/visitor/inbox_key");

    CHECK(from_json<ClientFrame>(R"({"type":"welcome"})").error().reason == "unknown_value");
}

TEST_CASE("the generated contract declares what pages are built on") {
    const std::string contract = typescript_contract();
    for (const char* line : {"export const PROTOCOL_VERSION = 1\n",
                             "export type Presence = 'offline' | 'away' | 'ready'\n",
                             "  overflow_queue_id?: Id | null\n", "  agent_id: Id | null\n",
                             "export interface PingFrame { type: 'ping'; id?: number }\n",
                             "  highlights: [number, number][]\n"}) {
        CAPTURE(line);
        CHECK(contract.find(line) != std::string::npos);
    }
}

}  // namespace
}  // namespace parley::wire
