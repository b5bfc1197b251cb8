// How a delivery proves that it is ours: Standard Webhooks 1.0, symmetric (v1).
//
// A secret is "whsec_" and 32 random bytes in base64. The signature is the HMAC-SHA-256 of
// "id.timestamp.body" under those bytes. While a former secret is still good, both sign, and the
// receiver accepts either. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"

namespace parley::app {

constexpr std::string_view webhook_secret_prefix = "whsec_";
constexpr std::size_t webhook_secret_bytes = 32;

std::string make_webhook_secret(Rng& rng);

// "v1,…" of each secret, with blanks between. Nothing where a secret is none of ours.
std::optional<std::string> webhook_signature(const std::vector<std::string>& secrets,
                                             std::string_view id, std::int64_t timestamp_s,
                                             std::string_view body);

}  // namespace parley::app
