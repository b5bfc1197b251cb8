// Frames of a WebSocket as they come off the network: decoded alike however the bytes are cut into
// reads. The first byte says how.
#include <algorithm>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"
#include "http/server/ws_codec.hpp"

namespace parley::http {
namespace {

constexpr std::size_t message_max = 4'096;

struct Seen {
    WsEvent::Kind kind;
    std::string data;
    std::uint16_t code;

    bool operator==(const Seen&) const = default;
};

void judge(const WsEvent& event) {
    PARLEY_ASSERT(event.data.size() <= message_max);
    if (event.kind == WsEvent::Kind::text || event.kind == WsEvent::Kind::close) {
        PARLEY_ASSERT(utf8_length(event.data));
    }
    if (event.kind == WsEvent::Kind::close) {
        PARLEY_ASSERT(event.code == 1005 || is_valid_close_code(event.code));
        PARLEY_ASSERT(close_payload(event.code, event.data).size() <= 125);
    }
}

std::vector<Seen> decode(std::string bytes, std::size_t step) {
    WsDecoder decoder(message_max);
    std::vector<Seen> seen;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        std::span<char> part(bytes.data() + at, std::min(step, bytes.size() - at));
        while (const auto event = decoder.next(part)) {
            judge(*event);
            seen.push_back({event->kind, std::string(event->data), event->code});
        }
    }
    return seen;
}

}  // namespace
}  // namespace parley::http

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string frames(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    const std::size_t step = bytes[0] % 64 + 1U;
    PARLEY_ASSERT(parley::http::decode(frames, frames.size() + 1) ==
                  parley::http::decode(frames, step));
    return 0;
}
