#include "app/field_checks.hpp"

namespace parley::app {

Result<> check_filled(std::string_view text, std::string_view field) {
    if (text.find_first_not_of(" \t") != std::string_view::npos) return {};
    return refuse(Code::invalid, "missing_field", {}, field);
}

Result<> check_range(int value, int least, int most, std::string_view field) {
    if (value >= least && value <= most) return {};
    return refuse(Code::invalid, "out_of_range", {}, field);
}

}  // namespace parley::app
