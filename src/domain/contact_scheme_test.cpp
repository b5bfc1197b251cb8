#include "domain/contact_scheme.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

namespace parley {
namespace {

ContactField field(FieldKind kind, std::vector<std::string> choices = {}) {
    return {"plan", "Plan", kind, std::move(choices)};
}

std::string refusal(const Result<>& result) { return result ? "" : result.error().reason; }

std::string kept(const ContactField& field, std::string_view given) {
    const auto value = field_value(field, given);
    return value ? *value : value.error().reason;
}

ContactScheme scheme_of(std::vector<ContactField> fields) {
    ContactScheme scheme;
    scheme.fields = std::move(fields);
    return scheme;
}

TEST_CASE("a field keeps values of its kind in one form, and refuses others") {
    CHECK(kept(field(FieldKind::number), "007") == "7");
    CHECK(kept(field(FieldKind::number), "-12") == "-12");
    CHECK(kept(field(FieldKind::number), "1.5") == "bad_field_value");
    CHECK(kept(field(FieldKind::number), "99999999999999999999") == "bad_field_value");
    CHECK(kept(field(FieldKind::number), "1000000000001") == "bad_field_value");
    CHECK(kept(field(FieldKind::date), "2028-02-29") == "2028-02-29");
    CHECK(kept(field(FieldKind::date), "2026-02-29") == "bad_field_value");
    CHECK(kept(field(FieldKind::date), "26-2-1") == "bad_field_value");
    CHECK(kept(field(FieldKind::date), "2026-+1-01") == "bad_field_value");
    CHECK(kept(field(FieldKind::yes_no), "yes") == "yes");
    CHECK(kept(field(FieldKind::yes_no), "true") == "bad_field_value");
    CHECK(kept(field(FieldKind::choice, {"free", "pro"}), "pro") == "pro");
    CHECK(kept(field(FieldKind::choice, {"free", "pro"}), "Pro") == "bad_field_value");
    CHECK(kept(field(FieldKind::text), "重要客户") == "重要客户");
    CHECK(kept(field(FieldKind::text), std::string(501, 'a')) == "text_too_long");
    CHECK(kept(field(FieldKind::text), "\x01") == "control_character");
}

TEST_CASE("an empty value takes any field's value away") {
    for (const FieldKind kind : {FieldKind::text, FieldKind::number, FieldKind::date,
                                 FieldKind::choice, FieldKind::yes_no}) {
        const auto value = field_value(field(kind), "");
        REQUIRE(value);
        CHECK(value->empty());
    }
}

TEST_CASE("a key names one field, of one kind for ever") {
    const ContactScheme before = scheme_of({field(FieldKind::number)});
    CHECK(refusal(check_scheme(before, {})).empty());
    CHECK(refusal(check_scheme(scheme_of({field(FieldKind::text)}), before)) == "field_kind_fixed");
    CHECK(refusal(check_scheme(scheme_of({field(FieldKind::text), field(FieldKind::text)}), {})) ==
          "field_exists");
    CHECK(refusal(check_scheme(scheme_of({{"Plan!", "Plan", FieldKind::text, {}}}), {})) ==
          "bad_field_key");
    CHECK(refusal(check_scheme(scheme_of({{"plan", " ", FieldKind::text, {}}}), {})) ==
          "missing_field");
}

TEST_CASE("choices belong to a choice, and it has some") {
    CHECK(refusal(check_scheme(scheme_of({field(FieldKind::choice)}), {})) == "no_choices");
    CHECK(refusal(check_scheme(scheme_of({field(FieldKind::text, {"a"})}), {})) ==
          "unexpected_choices");
    CHECK(refusal(check_scheme(scheme_of({field(FieldKind::choice, {"a", "a"})}), {})) ==
          "field_exists");
}

TEST_CASE("tags have names that differ, and a colour") {
    SeededRng rng(1);
    const auto tag = [&](std::string name, std::string colour = "#3366ff") {
        return Tag{TagId::make(from_ms(1), rng), std::move(name), std::move(colour)};
    };
    ContactScheme scheme;
    scheme.tags = {tag("Gold"), tag("老客户")};
    CHECK(refusal(check_scheme(scheme, {})).empty());
    scheme.tags.push_back(tag("gold"));
    CHECK(refusal(check_scheme(scheme, {})) == "tag_exists");
    scheme.tags = {tag("Gold", "red")};
    CHECK(refusal(check_scheme(scheme, {})) == "bad_accent");
    scheme.tags = {tag(std::string(41, 'a'))};
    CHECK(refusal(check_scheme(scheme, {})) == "name_too_long");
    scheme.tags.assign(ContactScheme::tags_max + 1, tag("a"));
    CHECK(refusal(check_scheme(scheme, {})) == "too_many");
}

}  // namespace
}  // namespace parley
