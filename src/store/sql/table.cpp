#include "store/sql/table.hpp"

namespace parley::sql {

std::string prefixed(std::string_view prefix, std::string_view columns) {
    std::string text;
    for (const std::string_view name : names_in(columns)) {
        text += fmt::format("{}{}{}", text.empty() ? "" : ", ", prefix, name);
    }
    return text;
}

}  // namespace parley::sql
