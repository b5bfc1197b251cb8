// Keys of SRTP within SDP (RFC 4568): a=crypto lines. They are as safe as the signalling is.
//
//     a=crypto:1 AEAD_AES_128_GCM inline:BASE64OFKEYANDSALT|2^31
//
// Pure. Of what a line may say besides we do without: several keys, key identifiers (MKI), keys
// that are derived anew, parts that are not sealed. Such lines count as not there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "voice/rtp/srtp.hpp"

namespace parley::voice {

struct Crypto {
    static constexpr std::size_t line_max = 512;

    int tag = 0;  // 1 … 999,999,999; an answer has its offer's.
    SrtpProfile profile{};
    std::vector<std::uint8_t> key;  // And salt.
};

// `value`: behind "a=crypto:".
std::optional<Crypto> parse_crypto(std::string_view value);
std::string crypto_line(const Crypto& crypto);
// A key of our own.
Crypto draw_crypto(int tag, SrtpProfile profile, Rng& rng);

// What we like best of them.
std::optional<Crypto> choose_crypto(std::span<const Crypto> offered);

}  // namespace parley::voice
