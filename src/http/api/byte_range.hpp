// The part of a body that is asked for (RFC 9110, section 14).
#pragma once

#include <cstdint>
#include <string_view>

namespace parley::http {

struct AskedRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;  // Within the body.
    bool is_partial = false;
    bool is_unsatisfiable = false;
};

// A single range is answered; several, and what cannot be read, are not asked for (section 14.2
// lets a server ignore them): then it is the whole.
AskedRange asked_range(std::string_view header, std::uint64_t size);

}  // namespace parley::http
