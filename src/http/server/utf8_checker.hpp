// Checks UTF-8 as it arrives, in pieces cut anywhere, and says no at the first byte that cannot
// belong.
#pragma once

#include <cstdint>
#include <string_view>

namespace parley::http {

class Utf8Checker {
public:
    // Whether everything so far can still become valid text. Once false, not to be called again.
    bool feed(std::string_view bytes);
    // Whether the text may end here: no code point is half done.
    bool at_boundary() const { return left_ == 0; }
    void reset() { left_ = 0; }

private:
    bool begin(std::uint8_t lead);

    std::uint8_t left_ = 0;  // Continuation bytes still to come.
    std::uint8_t low_ = 0;   // The next one must lie in [low_, high_].
    std::uint8_t high_ = 0;
};

}  // namespace parley::http
