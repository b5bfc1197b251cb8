#include "domain/contact_scheme.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>

#include "domain/message.hpp"

namespace parley {
namespace {

constexpr std::int64_t number_most = 1'000'000'000'000;  // Either side of nought.

// What people read as one name is one.
std::string lowered(std::string_view name) {
    std::string lower(name);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

Result<> check_line(std::string_view text, std::size_t most, std::string_view field) {
    if (text.find_first_not_of(" \t") == std::string_view::npos)
        return refuse(Code::invalid, "missing_field", {}, field);
    const auto checked = check_text(text, most, field);
    if (!checked && checked.error().reason == "text_too_long")
        return refuse(Code::invalid, "name_too_long", {}, field);
    if (!checked) return checked;
    if (text.find_first_of("\r\n\t") != std::string_view::npos)
        return refuse(Code::invalid, "control_character", "one line", field);
    return {};
}

bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= ContactField::key_max &&
           key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string place_of(std::string_view list, std::size_t at) {
    return std::string(list) + std::to_string(at);
}

Result<> check_tags(const ContactScheme& scheme) {
    if (scheme.tags.size() > ContactScheme::tags_max)
        return refuse(Code::over_limit, "too_many", {}, "/tags");
    std::vector<std::string> names;
    for (std::size_t at = 0; at < scheme.tags.size(); ++at) {
        const Tag& tag = scheme.tags[at];
        CHECKED(check_line(tag.name, Tag::name_max, place_of("/tags/", at) + "/name"));
        if (!is_colour(tag.colour))
            return refuse(Code::invalid, "bad_accent", "#rrggbb",
                          place_of("/tags/", at) + "/colour");
        names.push_back(lowered(tag.name));
        if (std::ranges::count(names, names.back()) > 1)
            return refuse(Code::conflict, "tag_exists", {}, place_of("/tags/", at) + "/name");
    }
    return {};
}

Result<> check_choices(const ContactField& field, const std::string& at) {
    const bool is_choice = field.kind == FieldKind::choice;
    if (is_choice && field.choices.empty())
        return refuse(Code::invalid, "no_choices", {}, at + "/choices");
    if (!is_choice && !field.choices.empty())
        return refuse(Code::invalid, "unexpected_choices", {}, at + "/choices");
    if (field.choices.size() > ContactField::choices_max)
        return refuse(Code::over_limit, "too_many", {}, at + "/choices");
    for (const std::string& choice : field.choices) {
        CHECKED(check_line(choice, ContactField::choice_max, at + "/choices"));
        if (std::ranges::count(field.choices, choice) > 1)
            return refuse(Code::conflict, "field_exists", "twice the same", at + "/choices");
    }
    return {};
}

Result<> check_fields(const ContactScheme& scheme, const ContactScheme& before) {
    if (scheme.fields.size() > ContactScheme::fields_max)
        return refuse(Code::over_limit, "too_many", {}, "/fields");
    std::vector<std::string> seen;
    for (std::size_t place = 0; place < scheme.fields.size(); ++place) {
        const ContactField& field = scheme.fields[place];
        const std::string at = place_of("/fields/", place);
        if (!is_key(field.key)) return refuse(Code::invalid, "bad_field_key", {}, at + "/key");
        CHECKED(check_line(field.name, ContactField::name_max, at + "/name"));
        CHECKED(check_choices(field, at));
        seen.push_back(field.key);
        if (std::ranges::count(seen, field.key) > 1)
            return refuse(Code::conflict, "field_exists", {}, at + "/key");
        const ContactField* former = before.field(field.key);
        if (former != nullptr && former->kind != field.kind)
            return refuse(Code::conflict, "field_kind_fixed", {}, at + "/kind");
    }
    return {};
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    int parts[3] = {};
    const std::string_view digits[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
    for (int i = 0; i < 3; ++i) {
        const char* end = digits[i].data() + digits[i].size();
        if (digits[i].find_first_not_of("0123456789") != std::string_view::npos) return false;
        if (std::from_chars(digits[i].data(), end, parts[i]).ptr != end) return false;
    }
    const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                          std::chrono::month(static_cast<unsigned>(parts[1])),
                                          std::chrono::day(static_cast<unsigned>(parts[2]))};
    return day.ok() && parts[0] >= 1000;
}

Result<std::string> number_value(std::string_view given, const std::string& at) {
    std::int64_t number = 0;
    const char* end = given.data() + given.size();
    const auto [rest, error] = std::from_chars(given.data(), end, number);
    if (error != std::errc() || rest != end || number > number_most || number < -number_most)
        return refuse(Code::invalid, "bad_field_value", "a whole number", at);
    return std::to_string(number);
}

}  // namespace

const Tag* ContactScheme::tag(TagId id) const {
    const auto found = std::ranges::find(tags, id, &Tag::id);
    return found == tags.end() ? nullptr : &*found;
}

const ContactField* ContactScheme::field(std::string_view key) const {
    const auto found = std::ranges::find(fields, key, &ContactField::key);
    return found == fields.end() ? nullptr : &*found;
}

Result<> check_scheme(const ContactScheme& scheme, const ContactScheme& before) {
    CHECKED(check_tags(scheme));
    return check_fields(scheme, before);
}

Result<std::string> field_value(const ContactField& field, std::string_view given) {
    if (given.empty()) return std::string();
    const std::string at = "/fields/" + field.key;
    const auto bad = [&](std::string_view why) {
        return refuse(Code::invalid, "bad_field_value", why, at);
    };
    switch (field.kind) {
        case FieldKind::text: {
            CHECKED(check_text(given, ContactField::text_max, at));
            return std::string(given);
        }
        case FieldKind::number: return number_value(given, at);
        case FieldKind::date:
            if (!is_date(given)) return bad("a date such as 2026-10-01");
            return std::string(given);
        case FieldKind::choice:
            if (std::ranges::find(field.choices, given) == field.choices.end())
                return bad("one of the field's choices");
            return std::string(given);
        case FieldKind::yes_no:
            if (given != "yes" && given != "no") return bad("yes or no");
            return std::string(given);
    }
    return bad("no kind of field");
}

}  // namespace parley
