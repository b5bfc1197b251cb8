// Strong ids: UUIDv7 (RFC 9562, section 5.7) tagged with what they name, so that an AgentId never
// passes for a QueueId. Text form is the canonical lower-case 36 characters; order is time order.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"

namespace parley {

using IdBytes = std::array<std::uint8_t, 16>;

std::string format_id(const IdBytes& bytes);
// Accepts only the canonical form (lower or upper case); any UUID version.
std::optional<IdBytes> parse_id(std::string_view text);
IdBytes make_id_bytes(Instant now, Rng& rng);

template <class Tag>
class Id {
public:
    constexpr Id() = default;  // The nil id: "none". Never names anything stored.
    explicit constexpr Id(const IdBytes& bytes) : bytes_(bytes) {}

    static std::optional<Id> parse(std::string_view text) {
        const auto bytes = parse_id(text);
        if (!bytes) return std::nullopt;
        return Id(*bytes);
    }
    static Id make(Instant now, Rng& rng) { return Id(make_id_bytes(now, rng)); }

    const IdBytes& bytes() const { return bytes_; }
    std::string text() const { return format_id(bytes_); }
    bool is_nil() const { return bytes_ == IdBytes{}; }
    explicit operator bool() const { return !is_nil(); }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    IdBytes bytes_{};
};

}  // namespace parley

template <class Tag>
struct std::hash<parley::Id<Tag>> {
    std::size_t operator()(const parley::Id<Tag>& id) const noexcept {
        std::uint64_t low = 0;  // The random half is already well mixed.
        std::memcpy(&low, id.bytes().data() + 8, sizeof low);
        return low;
    }
};
