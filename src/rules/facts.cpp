#include "rules/facts.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "rules/fold.hpp"

namespace parley::rules {
namespace {

std::string kept(std::string_view text) {
    if (text.size() > fact_text_max) {
        std::size_t size = fact_text_max;
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
        text = text.substr(0, size);
    }
    return fold(text);
}

}  // namespace

Facts::Facts(const Catalogue& catalogue)
    : catalogue_(&catalogue), values_(catalogue.facts().size()) {}

void Facts::set(std::size_t place, FactValue value) {
    PARLEY_ASSERT(place < values_.size());
    const auto type = static_cast<std::size_t>(catalogue_->facts()[place].type);
    PARLEY_ASSERT(value.index() == 0 || value.index() == type + 1);
    if (auto* text = std::get_if<std::string>(&value)) *text = kept(*text);
    if (auto* set = std::get_if<std::vector<std::string>>(&value)) {
        if (set->size() > fact_set_max) set->resize(fact_set_max);
        for (std::string& text : *set) text = kept(text);
        std::ranges::sort(*set);
        const auto repeated = std::ranges::unique(*set);
        set->erase(repeated.begin(), repeated.end());
    }
    values_[place] = std::move(value);
}

void Facts::set(std::string_view fact, FactValue value) {
    const auto place = catalogue_->place_of(fact);
    PARLEY_ASSERT(place);
    set(*place, std::move(value));
}

}  // namespace parley::rules
