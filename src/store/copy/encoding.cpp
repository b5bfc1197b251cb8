#include "store/copy/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace parley::copy {
namespace {

// The highest byte first.
template <class T>
void append_number(std::string& to, T value) {
    for (std::size_t shift = sizeof(T) * 8; shift > 0; shift -= 8)
        to += static_cast<char>(static_cast<std::uint64_t>(value) >> (shift - 8));
}

std::string_view bytes_of(const IdBytes& id) {
    return {reinterpret_cast<const char*>(id.data()), id.size()};
}

// As a tsvector: how many, then each with its end and no positions.
void append_words(std::string& to, std::string_view words) {
    const auto spaces = std::ranges::count(words, ' ');
    append_number(to, static_cast<std::int32_t>(words.empty() ? 0 : spaces + 1));
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        to.append(word).append(3, '\0');
        words.remove_prefix(std::min(words.size(), word.size() + 1));
    }
}

void append_field(std::string& to, const Cell& cell, Kind kind) {
    if (cell.is_null) return append_number(to, std::int32_t{-1});
    const std::size_t start = to.size();
    append_number(to, std::int32_t{0});
    switch (kind) {
        case Kind::id: to += bytes_of(cell.id); break;
        case Kind::number: append_number(to, cell.number); break;
        case Kind::text: to += cell.text; break;
        case Kind::words: append_words(to, cell.text); break;
    }
    std::string length;
    append_number(length, static_cast<std::int32_t>(to.size() - start - sizeof(std::int32_t)));
    to.replace(start, length.size(), length);
}

void append_canonical(std::string& to, const Cell& cell, Kind kind) {
    if (cell.is_null) {
        to += '-';
    } else if (kind == Kind::id) {
        to.append("i").append(bytes_of(cell.id));
    } else if (kind == Kind::number) {
        to += 'n';
        append_number(to, cell.number);
    } else {
        to += 't';
        append_number(to, static_cast<std::uint64_t>(cell.text.size()));
        to += cell.text;
    }
}

}  // namespace

void append_canonical(std::string& to, const Layout& layout, const Record& record) {
    for (std::size_t at = 0; at < record.size(); ++at)
        append_canonical(to, record[at], layout.columns[at].kind);
}

void CopyStream::add(const Layout& layout, const Record& record) {
    append_number(bytes_, static_cast<std::int16_t>(record.size()));
    for (std::size_t at = 0; at < record.size(); ++at) {
        const Kind kind = layout.columns[at].kind;
        const bool is_text = kind == Kind::text || kind == Kind::words;
        if (is_text && record[at].text.contains('\0')) {
            throw StoreBroken(
                fmt::format("{}.{} holds text with U+0000, which PostgreSQL cannot keep",
                            layout.table->name, layout.columns[at].name));
        }
        append_field(bytes_, record[at], kind);
    }
    ++rows_;
}

std::string_view CopyStream::finished() {
    append_number(bytes_, std::int16_t{-1});
    return bytes_;
}

void CopyStream::clear() {
    using namespace std::string_view_literals;
    rows_ = 0;
    bytes_ = "PGCOPY\n\377\r\n\0"sv;
    bytes_.append(8, '\0');  // Flags, and the length of an extension.
}

}  // namespace parley::copy
