// A text frame of a client, as the realtime session reads it: a frame, which is written and read
// again to the same, or a refusal that says what and where.
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "codec/json.hpp"
#include "fuzz/fuzz.hpp"
#include "http/wire/client_frame.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace parley;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto frame = codec::from_json<wire::ClientFrame>(text);
    if (!frame) {
        const Error& error = frame.error();
        PARLEY_ASSERT(error.code == Code::invalid && !error.reason.empty());
        PARLEY_ASSERT(error.field.empty() || error.field.front() == '/');
        return 0;
    }
    const std::string written = codec::to_json(*frame);
    const auto again = codec::from_json<wire::ClientFrame>(written);
    PARLEY_ASSERT(again && again->index() == frame->index());
    PARLEY_ASSERT(codec::to_json(*again) == written);
    if (const auto* send = std::get_if<wire::SendFrame>(&*frame); send && send->source) {
        const parley::Source source = wire::from_wire(*send->source);
        PARLEY_ASSERT(source.page_url.size() <= 4 * parley::Source::url_max);
    }
    return 0;
}
