// Whole numbers as text: base 32, low digit first, a digit of the upper half says that more follow.
// Small numbers, of which cells are full, take one character.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::insight {

inline constexpr std::string_view digit_letters =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

// What each letter is worth; 255: it is none.
constexpr std::array<std::uint8_t, 256> make_digit_values() {
    std::array<std::uint8_t, 256> made{};
    made.fill(255);
    for (std::size_t at = 0; at < digit_letters.size(); ++at)
        made[static_cast<unsigned char>(digit_letters[at])] = static_cast<std::uint8_t>(at);
    return made;
}
inline constexpr std::array<std::uint8_t, 256> digit_values = make_digit_values();

inline void append_number(std::string& to, std::int64_t number) {
    auto rest = static_cast<std::uint64_t>(number);
    for (; rest >= 32; rest >>= 5) to += digit_letters[(rest & 31U) | 32U];
    to += digit_letters[rest];
}

// Takes numbers from the front of a text; once it fails it gives zeros.
class NumberReader {
public:
    explicit NumberReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

    std::int64_t take() {
        std::uint64_t number = 0;
        for (unsigned shift = 0; shift < 64; shift += 5) {
            if (at_ == end_) break;
            const std::uint8_t digit = digit_values[static_cast<unsigned char>(*at_++)];
            if (digit > 63) break;
            number |= static_cast<std::uint64_t>(digit & 31U) << shift;
            if (digit < 32) return static_cast<std::int64_t>(number);
        }
        failed_ = true;
        at_ = end_;
        return 0;
    }
    bool is_at_end() const { return at_ == end_; }
    bool has_failed() const { return failed_; }

private:
    const char* at_;
    const char* end_;
    bool failed_ = false;
};

// Pairs of a rising number, told by its distance from the one before, and a value; first how many.
// False where that cannot be read, or a number is not less than `bound`.
template <class Put>
bool take_pairs(NumberReader& from, std::size_t bound, Put put) {
    std::size_t next = 0;
    for (std::int64_t left = from.take(); left > 0; --left) {
        const std::size_t number = next + static_cast<std::size_t>(from.take());
        const std::int64_t value = from.take();
        if (from.has_failed() || number >= bound) return false;
        put(number, value);
        next = number + 1;
    }
    return !from.has_failed();
}

}  // namespace parley::insight
