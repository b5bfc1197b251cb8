#pragma once

#include "base/result.hpp"

namespace parley::rules {

// A refusal that names the part of the JSON it is about, as a JSON Pointer.
inline std::unexpected<Error> fail(Code code, std::string_view reason, std::string_view field) {
    return refuse(code, reason, {}, field);
}

}  // namespace parley::rules
