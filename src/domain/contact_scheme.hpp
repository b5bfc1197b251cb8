// What a workspace notes of its contacts beyond name and address: tags, and fields of their own.
//
// A field's values are texts in one form a kind, so that they can be compared and read back:
// number "-12", date "2026-10-01", yes_no "yes" or "no", choice one of its choices, text as typed.
// Pure; what a scheme and a value may be is judged here, for settings, desk and programs alike.
//
// Bounds: the constants below.
#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/contact.hpp"

namespace parley {

struct Tag {
    static constexpr std::size_t name_max = 40;  // Code points.

    TagId id;
    std::string name;
    std::string colour;  // "#rrggbb"
    bool operator==(const Tag&) const = default;
};

enum class FieldKind { text, number, date, choice, yes_no };
BOOST_DESCRIBE_ENUM(FieldKind, text, number, date, choice, yes_no)

struct ContactField {
    static constexpr std::size_t key_max = 40;  // Lower-case letters, digits, underscores.
    static constexpr std::size_t name_max = 60;
    static constexpr std::size_t choices_max = 50;
    static constexpr std::size_t choice_max = 60;
    static constexpr std::size_t text_max = 500;

    std::string key;  // For ever: conditions name it as "contact.field.<key>".
    std::string name;
    FieldKind kind = FieldKind::text;
    std::vector<std::string> choices;  // Of a choice alone.
    bool operator==(const ContactField&) const = default;
};

struct ContactScheme {
    static constexpr std::size_t tags_max = 200;
    static constexpr std::size_t fields_max = 50;

    WorkspaceId workspace;
    std::vector<Tag> tags;             // In the order in which they are shown.
    std::vector<ContactField> fields;  // As tags.

    const Tag* tag(TagId id) const;
    const ContactField* field(std::string_view key) const;
};

// Refuses invalid missing_field, name_too_long, bad_accent, bad_field_key, no_choices,
// unexpected_choices, text_too_long and what check_text does; conflict tag_exists, field_exists
// (two of one name or key), field_kind_fixed (`before` has it with another kind: values of contacts
// would lose their meaning); over_limit too_many. Fields are JSON pointers.
Result<> check_scheme(const ContactScheme& scheme, const ContactScheme& before);

// The value in the form above; empty: none. Refuses bad_field_value, text_too_long and the like.
Result<std::string> field_value(const ContactField& field, std::string_view given);

}  // namespace parley
