#include "http/realtime/event_encoder.hpp"

#include <doctest/doctest.h>

#include "codec/write.hpp"
#include "http/wire/server_frame.hpp"

namespace parley::http {
namespace {

TEST_CASE("an assembled frame is what the contract's type would write") {
    const wire::FileLinks files{wire::FileLinks::Secret{}};
    const wire::Links links{files, WorkspaceId{}};
    Published published;
    published.event.seq = 12;
    published.event.at = from_ms(1'700'000'000'000);
    published.event.type = EventType::message_posted;
    published.message = std::make_shared<const MessageView>();

    EventEncoder encoder(published, links);
    const Audience staff = audience_of(app::Staff{});
    const SharedText frame = encoder.frame(staff, 9);

    wire::EventFrame expected;
    expected.seq = 12;
    expected.prev = 9;
    expected.at = published.event.at;
    expected.event = wire::to_staff_wire(published, links);
    CHECK(*frame == codec::to_json(expected));

    CHECK(encoder.frame(staff, 9) == frame);
    CHECK(encoder.frame(staff, 10)->find(R"("prev":10)") != std::string::npos);
}

}  // namespace
}  // namespace parley::http
