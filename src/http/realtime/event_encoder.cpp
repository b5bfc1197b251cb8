#include "http/realtime/event_encoder.hpp"

#include "codec/write.hpp"
#include "http/wire/server_frame.hpp"

namespace parley::http {
namespace {

// The members of wire::EventFrame in its order, around a body written once; a test holds it to
// that.
SharedText assemble(const Event& event, std::int64_t prev, const std::string& body) {
    auto text = std::make_shared<std::string>();
    text->reserve(body.size() + 128);
    *text += R"({"type":"event","seq":)";
    codec::write(*text, event.seq);
    *text += R"(,"prev":)";
    codec::write(*text, prev);
    *text += R"(,"at":)";
    codec::write(*text, event.at);
    *text += R"(,"event":)";
    *text += body;
    *text += '}';
    return text;
}

}  // namespace

SharedText EventEncoder::frame(const Audience& audience, std::int64_t prev) {
    const bool is_staff = std::holds_alternative<StaffAudience>(audience);
    Side& side = is_staff ? staff_ : visitor_;
    if (side.frame && side.prev == prev) return side.frame;
    if (side.body.empty()) {
        side.body = codec::to_json(is_staff ? wire::to_staff_wire(published_, links_)
                                            : wire::to_visitor_wire(published_, links_));
    }
    side.prev = prev;
    side.frame = assemble(published_.event, prev, side.body);
    return side.frame;
}

}  // namespace parley::http
