#include "rules/fold.hpp"

#include "base/utf8.hpp"

namespace parley::rules {
namespace {

bool is_in(char32_t point, char32_t first, char32_t last) {
    return point >= first && point <= last;
}

// Blocks in which a capital, of even or odd number, stands before its small letter.
bool is_paired_even(char32_t point) {
    return (is_in(point, 0x100, 0x137) && point != 0x130 && point != 0x131) ||
           is_in(point, 0x14a, 0x177) || is_in(point, 0x460, 0x481) || is_in(point, 0x48a, 0x4bf) ||
           is_in(point, 0x4d0, 0x52f) || is_in(point, 0x1e00, 0x1e95);
}
bool is_paired_odd(char32_t point) {
    return is_in(point, 0x139, 0x148) || is_in(point, 0x179, 0x17e) || is_in(point, 0x4c1, 0x4ce);
}

char32_t folded(char32_t point) {
    if (is_in(point, 0xff01, 0xff5e)) point -= 0xfee0;  // Full width.
    if (point < 0x80) return is_in(point, 'A', 'Z') ? point + 32 : point;
    if (is_in(point, 0xc0, 0xde) && point != 0xd7) return point + 32;
    if (is_in(point, 0x391, 0x3ab) && point != 0x3a2) return point + 32;
    if (point == 0x3c2) return 0x3c3;  // The sigma that ends a word.
    if (is_in(point, 0x410, 0x42f)) return point + 32;
    if (is_in(point, 0x400, 0x40f)) return point + 80;
    if (is_paired_even(point)) return point | 1;
    if (is_paired_odd(point)) return point + (point & 1);
    return point == 0x178 ? 0xff : point;
}

void append(std::string& out, char32_t point) {
    const auto rest = [&](int shift) { return static_cast<char>(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | point >> 6);
        out += rest(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | point >> 12);
        (out += rest(6)) += rest(0);
    } else {
        out += static_cast<char>(0xf0 | point >> 18);
        ((out += rest(12)) += rest(6)) += rest(0);
    }
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (const auto point = take_code_point(text)) {
            append(out, folded(*point));
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace parley::rules
