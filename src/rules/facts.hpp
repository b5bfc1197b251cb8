// What is known at one moment: a value for some of the catalogue's facts, by their places.
//
// Texts are kept as they are compared (fold.hpp). A text longer than `fact_text_max` bytes is
// judged by its beginning, a set by its first `fact_set_max` texts: what a contact wrote or is
// called must not keep rules from working.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "rules/catalogue.hpp"

namespace parley::rules {

constexpr std::size_t fact_text_max = 4'000;
constexpr std::size_t fact_set_max = 200;

// In the order of FactType, after "missing".
using FactValue = std::variant<std::monostate, std::string, std::int64_t, bool,
                               std::vector<std::string>, Instant, Duration>;

class Facts {
public:
    // REQUIRES: `catalogue` outlives it.
    explicit Facts(const Catalogue& catalogue);

    // REQUIRES: the fact is there, and is of the value's type.
    void set(std::size_t place, FactValue value);
    void set(std::string_view fact, FactValue value);

    const FactValue& at(std::size_t place) const { return values_[place]; }

private:
    const Catalogue* catalogue_;
    std::vector<FactValue> values_;
};

}  // namespace parley::rules
