// Reads integers at offsets of a file's bytes, in either order. What lies outside reads as 0, so
// that parsers need no check at every step.
#pragma once

#include <cstdint>
#include <string_view>

namespace parley::http {

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    bool has(std::size_t offset) const { return offset < bytes_.size(); }
    std::uint32_t u8(std::size_t offset) const {
        return has(offset) ? static_cast<unsigned char>(bytes_[offset]) : 0u;
    }
    std::uint32_t big16(std::size_t offset) const { return u8(offset) << 8 | u8(offset + 1); }
    std::uint32_t big32(std::size_t offset) const {
        return big16(offset) << 16 | big16(offset + 2);
    }
    std::uint32_t little16(std::size_t offset) const { return u8(offset) | u8(offset + 1) << 8; }
    std::uint32_t little24(std::size_t offset) const {
        return little16(offset) | u8(offset + 2) << 16;
    }
    std::uint32_t little32(std::size_t offset) const {
        return little16(offset) | little16(offset + 2) << 16;
    }
    std::string_view text(std::size_t offset, std::size_t size) const {
        return has(offset) ? bytes_.substr(offset, size) : std::string_view();
    }

private:
    std::string_view bytes_;
};

}  // namespace parley::http
