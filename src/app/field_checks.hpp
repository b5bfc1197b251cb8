// What fields of settings share, whatever they are of.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace parley::app {

// Refuses invalid "missing_field": nothing but blanks.
Result<> check_filled(std::string_view text, std::string_view field);
// Refuses invalid "out_of_range".
Result<> check_range(int value, int least, int most, std::string_view field);

}  // namespace parley::app
