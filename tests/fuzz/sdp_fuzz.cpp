// Offers and answers of SDP over SIP: what we answer to whatever they offer is SDP of as many
// streams, and says what we took. The first byte says what we wish.
#include <string_view>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "voice/sip/sdp.hpp"

namespace parley::voice {
namespace {

AudioWishes wishes_of(std::uint8_t kind) {
    AudioWishes wishes{{}, static_cast<Srtp>(kind % 3)};
    if (kind & 4) wishes.codecs = {VoiceCodec::opus, VoiceCodec::pcma};
    return wishes;
}

void answered(const AudioOffer& offer, const AudioWishes& wishes) {
    const std::string answer = answer_to(offer, "192.0.2.1", 4'000, 1, 1);
    SeededRng rng(1);
    const auto read = parse_offer(answer, {{}, wishes.srtp}, rng);
    PARLEY_ASSERT(read);
    PARLEY_ASSERT(read->streams.size() == offer.streams.size());
    PARLEY_ASSERT(read->taken == offer.taken);
    PARLEY_ASSERT(read->format.codec == offer.format.codec);
    PARLEY_ASSERT(read->format.audio_type == offer.format.audio_type);
    PARLEY_ASSERT(read->remote.address() == "192.0.2.1");
    PARLEY_ASSERT(read->keys.has_value() == offer.keys.has_value());
    PARLEY_ASSERT(!offer.keys || read->keys->theirs == offer.keys->ours);
}

void fuzz(std::string_view sdp, std::uint8_t kind) {
    const AudioWishes wishes = wishes_of(kind);
    SeededRng rng(kind);
    if (const auto offer = parse_offer(sdp, wishes, rng)) {
        PARLEY_ASSERT(wishes.srtp != Srtp::required || offer->keys);
        PARLEY_ASSERT(wishes.srtp != Srtp::off || !offer->keys);
        answered(*offer, wishes);
    }
    const OurOffer ours = make_offer(wishes, rng);
    if (const auto agreed = parse_answer(sdp, ours)) {
        PARLEY_ASSERT(wishes.srtp != Srtp::required || agreed->keys);
        PARLEY_ASSERT(!agreed->keys || agreed->keys->ours.size() == agreed->keys->theirs.size());
        PARLEY_ASSERT(agreed->remote.port() != 0);
    }
}

}  // namespace
}  // namespace parley::voice

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    parley::voice::fuzz({reinterpret_cast<const char*>(bytes) + 1, size - 1}, bytes[0]);
    return 0;
}
