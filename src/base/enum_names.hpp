// Names of described enumerators (BOOST_DESCRIBE_ENUM), the same in SQL, JSON and TypeScript.
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace parley {

template <class E>
std::string_view name_of(E value) {
    const char* name = boost::describe::enum_to_string(value, nullptr);
    PARLEY_ASSERT(name != nullptr);
    return name;
}

template <class E>
std::optional<E> enum_named(std::string_view name) {
    E value{};
    if (!boost::describe::enum_from_string(std::string(name).c_str(), value)) return std::nullopt;
    return value;
}

}  // namespace parley
