#include "app/webhook_signature.hpp"

#include <fmt/format.h>

#include "base/secret.hpp"

namespace parley::app {

std::string make_webhook_secret(Rng& rng) {
    std::string bytes(webhook_secret_bytes, '\0');
    rng.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return std::string(webhook_secret_prefix) + encode_base64(bytes, Base64::standard);
}

std::optional<std::string> webhook_signature(const std::vector<std::string>& secrets,
                                             std::string_view id, std::int64_t timestamp_s,
                                             std::string_view body) {
    const std::string content = fmt::format("{}.{}.{}", id, timestamp_s, body);
    std::string signatures;
    for (const std::string& secret : secrets) {
        if (!secret.starts_with(webhook_secret_prefix)) return std::nullopt;
        const std::string_view text = std::string_view(secret).substr(webhook_secret_prefix.size());
        const auto key = decode_base64(text, Base64::standard);
        if (!key) return std::nullopt;
        if (!signatures.empty()) signatures += ' ';
        signatures += "v1," + hmac_sha256_base64(*key, content);
    }
    return signatures;
}

}  // namespace parley::app
