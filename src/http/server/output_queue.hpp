// What waits to be written to one connection. Holds no memory worth naming while empty.
#pragma once

#include <sys/uio.h>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/server/response.hpp"
#include "http/server/ws_codec.hpp"

namespace parley::http {

// A frame header, if any, and a text that is owned or shared.
struct OutputPiece {
    FrameHeader header{};
    std::variant<std::string, SharedBody> body;

    std::string_view text() const;
    std::size_t size() const { return header.size + text().size(); }
};

class OutputQueue {
public:
    static constexpr std::size_t gathered_max = 64;  // Entries of one writev.

    void push(OutputPiece piece);
    bool empty() const { return pieces_.size() == first_; }
    std::size_t bytes() const { return bytes_; }

    // Describes the front of the queue; the number of entries used.
    std::size_t gather(std::span<iovec> into) const;
    // REQUIRES: size <= bytes().
    void consume(std::size_t size);

private:
    std::vector<OutputPiece> pieces_;
    std::size_t first_ = 0;   // Pieces before it are written.
    std::size_t offset_ = 0;  // Bytes of the first piece that are written.
    std::size_t bytes_ = 0;
};

}  // namespace parley::http
