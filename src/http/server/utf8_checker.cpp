#include "http/server/utf8_checker.hpp"

#include <cstddef>
#include <cstring>

namespace parley::http {

bool Utf8Checker::begin(std::uint8_t lead) {
    low_ = 0x80;
    high_ = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
        left_ = 1;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        left_ = 2;
        if (lead == 0xe0) low_ = 0xa0;   // Shorter forms exist.
        if (lead == 0xed) high_ = 0x9f;  // Surrogates.
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        left_ = 3;
        if (lead == 0xf0) low_ = 0x90;
        if (lead == 0xf4) high_ = 0x8f;  // Above U+10FFFF.
    } else {
        return false;
    }
    return true;
}

bool Utf8Checker::feed(std::string_view bytes) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (left_ == 0) {
            std::uint64_t eight = 0;
            while (i + sizeof eight <= bytes.size()) {
                std::memcpy(&eight, bytes.data() + i, sizeof eight);
                if ((eight & high_bits) != 0) break;
                i += sizeof eight;
            }
            if (i == bytes.size()) break;
        }
        const auto byte = static_cast<std::uint8_t>(bytes[i++]);
        if (left_ > 0) {
            if (byte < low_ || byte > high_) return false;
            low_ = 0x80;
            high_ = 0xbf;
            --left_;
        } else if (byte >= 0x80 && !begin(byte)) {
            return false;
        }
    }
    return true;
}

}  // namespace parley::http
