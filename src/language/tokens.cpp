#include "language/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_set>

#include "base/utf8.hpp"

namespace parley {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

bool is_in(std::span<const Range> ranges, char32_t c) {
    const auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
    return after != ranges.begin() && c <= std::prev(after)->last;
}

// Scripts written without spaces between words.
constexpr std::array cjk_ranges{
    Range{0x0E00, 0x0E7F},    // Thai
    Range{0x1100, 0x11FF},    // Hangul letters
    Range{0x2E80, 0x2FDF},    // Radicals
    Range{0x3005, 0x3007},    // Iteration mark, closing mark, zero
    Range{0x3021, 0x3029},    // Numerals
    Range{0x3040, 0x30FA},    // Hiragana, Katakana
    Range{0x30FC, 0x318F},    // Katakana, Bopomofo, Hangul letters
    Range{0x31A0, 0x31FF},    // Bopomofo, Katakana
    Range{0x3400, 0x4DBF},    // Ideographs, extension A
    Range{0x4E00, 0x9FFF},    // Ideographs
    Range{0xA960, 0xA97F},    // Hangul letters
    Range{0xAC00, 0xD7FF},    // Hangul syllables
    Range{0xF900, 0xFAFF},    // Compatibility ideographs
    Range{0x1B000, 0x1B16F},  // Kana supplements
    Range{0x20000, 0x3FFFF},  // Ideographs, extensions B and on
};

// Not part of a word, outside ASCII: controls, spaces, punctuation, symbols, pictures, private use.
constexpr std::array separator_ranges{
    Range{0x0080, 0x00A9}, Range{0x00AB, 0x00B1},   Range{0x00B4, 0x00B4},    Range{0x00B6, 0x00B8},
    Range{0x00BB, 0x00BF}, Range{0x00D7, 0x00D7},   Range{0x00F7, 0x00F7},    Range{0x02C2, 0x02C5},
    Range{0x02D2, 0x02DF}, Range{0x037E, 0x037E},   Range{0x0387, 0x0387},    Range{0x055A, 0x055F},
    Range{0x0589, 0x058A}, Range{0x05BE, 0x05BE},   Range{0x0600, 0x060F},    Range{0x061B, 0x061F},
    Range{0x066A, 0x066D}, Range{0x06D4, 0x06D4},   Range{0x0964, 0x0965},    Range{0x1680, 0x1680},
    Range{0x180E, 0x180E}, Range{0x2000, 0x206F},   Range{0x20A0, 0x20CF},    Range{0x2100, 0x2101},
    Range{0x2103, 0x2106}, Range{0x2190, 0x245F},   Range{0x2500, 0x2BFF},    Range{0x2E00, 0x2E7F},
    Range{0x2FE0, 0x3004}, Range{0x3008, 0x3020},   Range{0x302A, 0x303F},    Range{0x30FB, 0x30FB},
    Range{0x3190, 0x319F}, Range{0x3200, 0x33FF},   Range{0x4DC0, 0x4DFF},    Range{0xD800, 0xF8FF},
    Range{0xFD3E, 0xFD3F}, Range{0xFE00, 0xFE1F},   Range{0xFE30, 0xFE6F},    Range{0xFEFF, 0xFEFF},
    Range{0xFFE0, 0xFFFF}, Range{0x1F000, 0x1FBEF}, Range{0xE0000, 0x10FFFF},
};

// Full-width forms to ASCII, half-width Katakana left as it is.
char32_t narrowed(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
    return c == 0x3000 ? U' ' : c;
}

// Latin beyond ASCII: mostly pairs of a capital and its small letter, with these seams.
char32_t folded_latin(char32_t c) {
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x130 || c == 0x131) return U'i';
    if (c == 0x178) return 0xFF;
    if (c == 0x17F) return U's';
    if (c == 0x1E9E) return 0xDF;
    const bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (odd_is_capital) return (c & 1) != 0 ? c + 1 : c;
    const bool even_is_capital = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                                 (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F) ||
                                 (c >= 0x222 && c <= 0x233) || (c >= 0x1E00 && c <= 0x1E95) ||
                                 (c >= 0x1EA0 && c <= 0x1EFF);
    if (even_is_capital) return c | 1;
    if (c >= 0x1CD && c <= 0x1DC) return (c & 1) != 0 ? c + 1 : c;
    if (c == 0x1A0 || c == 0x1AF) return c + 1;  // Vietnamese O and U with horn.
    return c;
}

char32_t folded_greek(char32_t c) {
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 63;
    if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
    return c == 0x3C2 ? 0x3C3 : c;  // The sigma at a word's end is a sigma.
}

char32_t folded_cyrillic(char32_t c) {
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F)) {
        return c | 1;
    }
    if (c == 0x4C0) return 0x4CF;
    return c >= 0x4C1 && c <= 0x4CE && (c & 1) != 0 ? c + 1 : c;
}

char32_t folded(char32_t c) {
    c = narrowed(c);
    if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
    if (c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF)) return folded_latin(c);
    if (c >= 0x370 && c <= 0x3FF) return folded_greek(c);
    if (c >= 0x400 && c <= 0x52F) return folded_cyrillic(c);
    return c;
}

enum class Kind { separator, word, cjk };

Kind kind_of(char32_t c) {
    if (c < 0x80) {
        const bool is_word = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
        return is_word ? Kind::word : Kind::separator;
    }
    if (is_in(cjk_ranges, c)) return Kind::cjk;
    return is_in(separator_ranges, c) ? Kind::separator : Kind::word;
}

void append_utf8(std::string& out, char32_t c) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

class Cutter {
public:
    void take(char32_t c) {
        const Kind kind = kind_of(c);
        if (kind != kind_ || kind == Kind::separator) end_run();
        kind_ = kind;
        if (kind == Kind::word) take_letter(c);
        if (kind == Kind::cjk) take_ideograph(c);
    }

    void end_run() {
        if (!run_.empty()) add(run_);
        run_.clear();
        length_ = 0;
    }

    bool is_full() const { return tokens_.size() >= tokens_max; }
    std::vector<std::string> tokens() && { return std::move(tokens_); }

private:
    void take_letter(char32_t c) {
        if (length_ == token_length_max) end_run();
        append_utf8(run_, c);
        ++length_;
    }

    // `run_` holds the character before.
    void take_ideograph(char32_t c) {
        std::string character;
        append_utf8(character, c);
        if (!run_.empty()) add(run_ + character);
        run_ = std::move(character);
    }

    void add(const std::string& token) {
        if (!is_full() && seen_.insert(token).second) tokens_.push_back(token);
    }

    Kind kind_ = Kind::separator;
    std::string run_;
    std::size_t length_ = 0;  // Of `run_`, in code points, of a word.
    std::vector<std::string> tokens_;
    std::unordered_set<std::string> seen_;
};

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
    Cutter cutter;
    while (!text.empty() && !cutter.is_full()) {
        const auto code_point = take_code_point(text);
        if (!code_point) text.remove_prefix(1);
        cutter.take(code_point ? folded(*code_point) : U' ');
    }
    cutter.end_run();
    return std::move(cutter).tokens();
}

bool is_open_ended(std::string_view token) {
    const auto first = take_code_point(token);
    return first && token.empty() && is_in(cjk_ranges, *first);
}

}  // namespace parley
