// Takes a request's body out of the bytes that follow its head: counted or chunked (RFC 9112, 7.1).
// Pure. As strict as http_head.hpp: sizes are bare hexadecimal, lines end with CRLF, and trailers
// that could change the framing, the route or the rights are refused; all others are dropped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/server/http_head.hpp"

namespace parley::http {

class BodyDecoder {
public:
    static constexpr std::size_t chunk_line_max = 256;  // Size and extensions.
    static constexpr std::size_t trailers_max = 8 * 1024;

    explicit BodyDecoder(const Head& head);

    // Takes bytes off the front of `input` and returns the next piece of the body, a view into it,
    // at most `piece_max` bytes. Empty: the input is used up, or the body is done(). Once rejected,
    // not to be called again. REQUIRES: piece_max > 0.
    Judged<std::string_view> next(std::string_view& input, std::size_t piece_max);
    bool done() const { return state_ == State::done; }

private:
    enum class State { counted, size_line, chunk_data, chunk_end, trailer_line, done };

    Judged<void> take_line_byte(char c);
    Judged<void> end_size_line();
    Judged<void> end_trailer_line();

    State state_;
    std::uint64_t left_ = 0;     // Of the counted body or the current chunk.
    std::size_t trailers_ = 0;   // Bytes of them so far.
    std::size_t end_bytes_ = 0;  // Of the CRLF behind a chunk.
    std::string line_;           // The size or trailer line so far, its CR included.
};

}  // namespace parley::http
