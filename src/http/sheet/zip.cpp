#include "http/sheet/zip.hpp"

#include <array>

namespace parley::http {
namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t at = 0; at < 256; ++at) {
        std::uint32_t value = at;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
        table[at] = value;
    }
    return table;
}
constexpr std::array<std::uint32_t, 256> table = make_table();

void put16(std::string& to, std::uint16_t value) {
    to += static_cast<char>(value & 0xFF);
    to += static_cast<char>(value >> 8);
}
void put32(std::string& to, std::uint32_t value) {
    put16(to, static_cast<std::uint16_t>(value & 0xFFFF));
    put16(to, static_cast<std::uint16_t>(value >> 16));
}

constexpr std::uint16_t version = 20;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t midnight = 0;
constexpr std::uint16_t first_of_1980 = (1 << 5) | 1;  // The earliest date there is.

// What the header of a file and its line in the directory have in common.
std::string facts_of(std::string_view name, std::string_view content) {
    std::string facts;
    put16(facts, version);
    put16(facts, 0);
    put16(facts, stored);
    put16(facts, midnight);
    put16(facts, first_of_1980);
    put32(facts, crc32_of(content));
    put32(facts, static_cast<std::uint32_t>(content.size()));
    put32(facts, static_cast<std::uint32_t>(content.size()));
    put16(facts, static_cast<std::uint16_t>(name.size()));
    put16(facts, 0);
    return facts;
}

}  // namespace

std::uint32_t crc32_of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

void ZipArchive::add(std::string_view name, std::string_view content) {
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    const std::string facts = facts_of(name, content);
    put32(bytes_, 0x04034b50);
    bytes_ += facts;
    bytes_ += name;
    bytes_ += content;

    put32(directory_, 0x02014b50);
    put16(directory_, version);
    directory_ += facts;
    put16(directory_, 0);  // Comment,
    put16(directory_, 0);  // disk,
    put16(directory_, 0);  // attributes within,
    put32(directory_, 0);  // and without.
    put32(directory_, at);
    directory_ += name;
    ++files_;
}

std::string ZipArchive::finish() {
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += directory_;
    put32(bytes_, 0x06054b50);
    put16(bytes_, 0);
    put16(bytes_, 0);
    put16(bytes_, files_);
    put16(bytes_, files_);
    put32(bytes_, static_cast<std::uint32_t>(directory_.size()));
    put32(bytes_, at);
    put16(bytes_, 0);
    return std::move(bytes_);
}

}  // namespace parley::http
