#include "rules/catalogue.hpp"

#include <algorithm>
#include <numeric>

#include "rules/impl/catalogue_words.hpp"

namespace parley::rules {
namespace {

constexpr std::string_view field_prefix = "contact.field.";

bool is_field_name(std::string_view name) {
    if (!name.starts_with(field_prefix) || name.size() == field_prefix.size()) return false;
    if (name.size() > text_max) return false;
    return std::ranges::all_of(name.substr(field_prefix.size()), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::vector<std::size_t> sorted_places(const std::vector<FactEntry>& facts) {
    std::vector<std::size_t> places(facts.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::sort(places, {},
                      [&](std::size_t place) -> const std::string& { return facts[place].name; });
    return places;
}

}  // namespace

Catalogue::Catalogue() : facts_(standard_facts()), by_name_(sorted_places(facts_)) {}

Result<Catalogue> Catalogue::with_fields(std::vector<FactEntry> fields) {
    Catalogue catalogue;
    if (fields.size() > fields_max) return refuse(Code::over_limit, "too_many_facts");
    for (FactEntry& field : fields) {
        if (!is_field_name(field.name) || catalogue.place_of(field.name))
            return refuse(Code::invalid, "bad_fact_name", field.name);
        catalogue.facts_.push_back(std::move(field));
        catalogue.by_name_ = sorted_places(catalogue.facts_);
    }
    return catalogue;
}

std::optional<std::size_t> Catalogue::place_of(std::string_view fact) const {
    const auto name = [this](std::size_t place) -> std::string_view { return facts_[place].name; };
    const auto found = std::ranges::lower_bound(by_name_, fact, {}, name);
    if (found == by_name_.end() || name(*found) != fact) return std::nullopt;
    return *found;
}

std::span<const HappeningEntry> happenings() {
    static const std::vector<HappeningEntry> entries = standard_happenings();
    return entries;
}

const HappeningEntry* happening_named(std::string_view name) {
    const auto found = std::ranges::find(happenings(), name, &HappeningEntry::name);
    return found == happenings().end() ? nullptr : &*found;
}

std::string fact_of_attribute(std::string_view attribute) {
    return "session." + std::string(attribute);
}

}  // namespace parley::rules
