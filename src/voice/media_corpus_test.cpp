// What others' fuzzers found of RTP, RTCP, STUN and SDP (the shared corpus): each is read as it is,
// cut anywhere, and with bits turned. Without the corpus beside the checkout the cases say so and
// check nothing.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "voice/browser/browser_sdp.hpp"
#include "voice/browser/stun.hpp"
#include "voice/media/audio_stream.hpp"
#include "voice/sip/sdp.hpp"

namespace parley::voice {
namespace {

using Input = std::span<const std::uint8_t>;

// With numbers for its hosts' names, which we do not look up.
std::string text_of(Input bytes) {
    std::string text(bytes.begin(), bytes.end());
    for (const std::string_view name : {"host.biloxi.example.com", "host.atlanta.example.com"})
        for (std::size_t at; (at = text.find(name)) != text.npos;)
            text.replace(at, name.size(), "192.0.2.9");
    return text;
}

// How many files there are.
std::size_t each(const std::string& kind, const std::function<void(Input)>& read) {
    const auto folder = std::filesystem::path(PARLEY_SOURCE_DIR) / "../shared/corpus/media" / kind;
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: corpus absent");
        return 0;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::vector<char> chars{std::istreambuf_iterator<char>(in), {}};
        std::vector<std::uint8_t> bytes(chars.begin(), chars.end());
        CAPTURE(entry.path().string());
        read(bytes);
        // Copies of the size itself, so that a step beyond it is seen.
        for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 40)
            read(std::vector<std::uint8_t>(bytes.begin(),
                                           bytes.begin() + static_cast<std::ptrdiff_t>(size)));
        for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 1 + bytes.size() / 100) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
            read(bytes);
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        }
        ++files;
    }
    CHECK(files > 0);
    return files;
}

TEST_CASE("RTP of the corpus is packets within their bytes, or none") {
    AudioStream stream({VoiceCodec::pcmu, 0, 101, 8'000}, 1, [](char) {});
    each("rtp", [&](Input bytes) {
        const auto packet = parse_rtp(bytes);
        if (!packet) return;
        CHECK(packet->payload.size() + rtp_header_size <= bytes.size());
        stream.put(*packet, Moment{});
        stream.said();
    });
}

TEST_CASE("RTCP of the corpus is reports, or none") {
    Reporter reporter(1);
    std::size_t reports = 0;
    const std::size_t files = each("rtcp", [&](Input bytes) {
        const auto report = parse_rtcp(bytes);
        if (!report) return;
        ++reports;
        CHECK(report->blocks.size() * 24 <= bytes.size());
        reporter.take(*report, Moment{});
    });
    CHECK((files == 0 || reports > 0));
}

TEST_CASE("STUN of the corpus is requests that nobody we know made, or none") {
    each("stun", [](Input bytes) {
        const auto request = parse_binding_request(bytes);
        if (request) CHECK_FALSE(is_authentic(*request, "ours"));
    });
}

TEST_CASE("SDP of the corpus is taken, or refused by name") {
    SeededRng rng(1);
    std::size_t taken = 0;
    const std::size_t files = each("sdp", [&](Input bytes) {
        const auto offer = parse_offer(text_of(bytes), {{}, Srtp::optional}, rng);
        if (offer) {
            ++taken;
            CHECK(answer_to(*offer, "192.0.2.1", 4'000, 1, 1).contains("m=audio 4000 "));
        } else {
            CHECK_FALSE(offer.error().reason.empty());
        }
        if (const auto browser = parse_browser_offer(text_of(bytes)))
            CHECK(browser_answer(*browser, {}).contains("a=ice-lite\r\n"));
    });
    CHECK((files == 0 || taken > 0));
}

}  // namespace
}  // namespace parley::voice
