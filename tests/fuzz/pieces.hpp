// Bytes nobody chose, cut into pieces: a byte of length, then as many.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace parley::fuzz {

class Pieces {
public:
    explicit Pieces(std::span<const std::uint8_t> bytes) : left_(bytes) {}

    std::uint8_t byte() {
        if (left_.empty()) return 0;
        const std::uint8_t first = left_.front();
        left_ = left_.subspan(1);
        return first;
    }
    bool is_empty() const { return left_.empty(); }
    std::vector<std::uint8_t> piece() {
        const std::size_t size = std::min<std::size_t>(byte(), left_.size());
        const std::vector<std::uint8_t> bytes(left_.begin(),
                                              left_.begin() + static_cast<std::ptrdiff_t>(size));
        left_ = left_.subspan(size);
        return bytes;
    }

private:
    std::span<const std::uint8_t> left_;
};

}  // namespace parley::fuzz
