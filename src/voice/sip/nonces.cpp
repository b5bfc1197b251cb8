#include "voice/sip/nonces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/secret.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t time_digits = 12;
constexpr std::size_t random_digits = 16;
constexpr std::size_t stem_digits = time_digits + random_digits;
constexpr std::size_t seal_letters = 22;
constexpr std::size_t key_bytes = 32;

Instant made_at(std::string_view stem) {
    std::int64_t ms = 0;
    std::from_chars(stem.data(), stem.data() + time_digits, ms, 16);
    return from_ms(ms);
}

}  // namespace

Nonces::Nonces(Rng& rng) : rng_(rng), key_(random_token(rng, key_bytes)) {}

std::string Nonces::seal(std::string_view stem, const IpAddress& address) const {
    return keyed_digest(key_, fmt::format("{}@{}", stem, address.text()), seal_letters);
}

std::string Nonces::make(const IpAddress& address, Instant now) {
    std::string stem = fmt::format("{:012x}{:016x}", to_ms(now), rng_.next());
    return stem + seal(stem, address);
}

Nonces::Kind Nonces::look(std::string_view nonce, const IpAddress& address, Instant now) const {
    if (nonce.size() != stem_digits + seal_letters) return Kind::foreign;
    const std::string_view stem = nonce.substr(0, stem_digits);
    if (!same_secret(seal(stem, address), nonce.substr(stem_digits))) return Kind::foreign;
    const Instant made = made_at(stem);
    if (now - made > age_max) return Kind::stale;
    if (made <= forgotten_ && !used_.contains(std::string(stem))) return Kind::stale;
    return Kind::good;
}

bool Nonces::use(std::string_view nonce, std::uint32_t count) {
    std::string stem(nonce.substr(0, stem_digits));
    const auto [at, is_new] = used_.try_emplace(stem, count);
    if (!is_new) {
        if (count <= at->second) return false;
        at->second = count;
        return true;
    }
    order_.push_back(std::move(stem));
    if (order_.size() <= used_max) return true;
    forgotten_ = std::max(forgotten_, made_at(order_.front()));
    used_.erase(order_.front());
    order_.pop_front();
    return true;
}

}  // namespace parley::voice
