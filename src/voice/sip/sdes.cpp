#include "voice/sip/sdes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/secret.hpp"

namespace parley::voice {
namespace {

struct Suite {
    SrtpProfile profile;
    std::string_view name;
};

// By preference: GCM takes a third of the others' time.
constexpr std::array suites = {
    Suite{SrtpProfile::aead_aes_128_gcm, "AEAD_AES_128_GCM"},
    Suite{SrtpProfile::aes_128_cm_sha1_80, "AES_CM_128_HMAC_SHA1_80"},
    Suite{SrtpProfile::aes_128_cm_sha1_32, "AES_CM_128_HMAC_SHA1_32"},
};

// The next word, which is taken off.
std::string_view take_word(std::string_view& text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

std::optional<int> tag_of(std::string_view word) {
    int tag = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), tag);
    if (error != std::errc{} || end != word.data() + word.size() || tag < 1 || tag > 999'999'999)
        return std::nullopt;
    return tag;
}

// "inline:KEY", "inline:KEY|2^31"; how long a key lives is for those who speak that long.
std::optional<std::vector<std::uint8_t>> key_of(std::string_view word, std::size_t size) {
    constexpr std::string_view method = "inline:";
    if (!word.starts_with(method)) return std::nullopt;
    word.remove_prefix(method.size());
    const std::size_t bar = word.find('|');
    const std::string_view more = bar == word.npos ? "" : word.substr(bar + 1);
    if (word.contains(';') || more.contains(':') || more.contains('|')) return std::nullopt;
    std::string text(word.substr(0, bar));
    while (text.size() % 4 != 0) text += '=';  // Some leave it out.
    const auto key = decode_base64(text, Base64::standard);
    if (!key || key->size() != size) return std::nullopt;
    return std::vector<std::uint8_t>(key->begin(), key->end());
}

}  // namespace

std::optional<Crypto> parse_crypto(std::string_view value) {
    if (value.size() > Crypto::line_max) return std::nullopt;
    const auto tag = tag_of(take_word(value));
    const std::string_view name = take_word(value);
    const auto suite = std::ranges::find(suites, name, &Suite::name);
    if (!tag || suite == suites.end()) return std::nullopt;
    auto key = key_of(take_word(value), key_size_of(suite->profile));
    if (!key) return std::nullopt;
    for (std::string_view word = take_word(value); !word.empty(); word = take_word(value))
        if (!word.starts_with("WSH=")) return std::nullopt;  // A window is ours to choose.
    return Crypto{*tag, suite->profile, std::move(*key)};
}

std::string crypto_line(const Crypto& crypto) {
    const auto suite = std::ranges::find(suites, crypto.profile, &Suite::profile);
    const std::string_view bytes(reinterpret_cast<const char*>(crypto.key.data()),
                                 crypto.key.size());
    return fmt::format("a=crypto:{} {} inline:{}\r\n", crypto.tag, suite->name,
                       encode_base64(bytes, Base64::standard));
}

Crypto draw_crypto(int tag, SrtpProfile profile, Rng& rng) {
    Crypto crypto{tag, profile, std::vector<std::uint8_t>(key_size_of(profile))};
    rng.fill(crypto.key);
    return crypto;
}

std::optional<Crypto> choose_crypto(std::span<const Crypto> offered) {
    for (const Suite& suite : suites) {
        const auto found = std::ranges::find(offered, suite.profile, &Crypto::profile);
        if (found != offered.end()) return *found;
    }
    return std::nullopt;
}

}  // namespace parley::voice
