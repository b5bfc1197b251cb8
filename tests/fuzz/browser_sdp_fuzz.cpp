// Offers of browsers: whatever they say, our answer to them has one stream and the lines we wrote.
#include <algorithm>
#include <string_view>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "voice/browser/browser_sdp.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace parley::voice;
    const std::string_view sdp(reinterpret_cast<const char*>(bytes), size);
    const auto offer = parse_browser_offer(sdp);
    if (!offer) {
        PARLEY_ASSERT(offer.error().reason == "bad_sdp" ||
                      offer.error().reason == "no_common_codec");
        return 0;
    }
    PARLEY_ASSERT(parse_browser_offer(sdp, {}));
    const std::string answer =
        browser_answer(*offer, {"192.0.2.1", 4'000, "frag", "password", "AB:CD", 5});
    const auto lines = std::ranges::count(answer, '\n');
    PARLEY_ASSERT(lines >= 22 && lines <= 25);
    PARLEY_ASSERT(std::ranges::count(answer, '\r') == lines);
    PARLEY_ASSERT(answer.find("\r\nm=audio 4000 ") == answer.rfind("\r\nm="));
    return 0;
}
