#include "codec/condition.hpp"

#include <doctest/doctest.h>

#include "codec/calendar.hpp"
#include "rules/check.hpp"
#include "rules/testing/random_condition.hpp"

namespace parley::codec {
namespace {

using rules::Condition;

void same(std::string_view text) {
    CAPTURE(text);
    const auto condition = condition_from_json(text);
    REQUIRE(condition);
    CHECK(condition_to_json(*condition) == text);
}

void refused(std::string_view text, std::string_view reason, std::string_view field) {
    CAPTURE(text);
    const auto condition = condition_from_json(text);
    REQUIRE_FALSE(condition);
    CHECK(condition.error().code == Code::invalid);
    CHECK(condition.error().reason == reason);
    CHECK(condition.error().field == field);
}

TEST_CASE("each form is written as it was read") {
    same(R"({"all":[]})");
    same(R"({"any":[{"not":{"all":[]}}]})");
    same(R"({"fact":"contact.vip_level","test":"at_least","value":2})");
    same(R"({"fact":"session.topic","test":"contains","value":"a \"b\" 退款"})");
    same(R"({"fact":"contact.tags","test":"has","values":["a","b"]})");
    same(R"({"fact":"contact.vip_level","test":"between","from":-1,"to":3})");
    same(R"({"fact":"session.is_newcomer","test":"yes"})");
    same(R"({"fact":"contact.first_seen","test":"older_than","seconds":86400})");
    same(R"({"time_from":"22:00","time_to":"06:30","zone":"Asia/Shanghai"})");
    same(R"({"time_from":"00:00","time_to":"24:00"})");
    same(R"({"weekdays":["monday","sunday"]})");
    same(R"({"within_calendar":"17"})");
    same(R"({"happened":"queue_failed","test":"at_least","times":1,"today":true,"zone":"UTC"})");
    same(R"({"happened":"visited","test":"equals","times":0,"within_seconds":60,"same":"inbox"})");
}

TEST_CASE("a fault is named with its place") {
    refused("{", "malformed_json", "");
    refused("[]", "wrong_type", "");
    refused("{}", "missing_field", "");
    refused(R"({"all":{}})", "wrong_type", "/all");
    refused(R"({"all":[{"all":[]},{"all":[]},{"fact":"x","test":"at_least","value":"2"}]})",
            "wrong_type", "/all/2/value");
    refused(R"({"any":[{"not":{"fact":"x","test":"bigger","value":2}}]})", "unknown_value",
            "/any/0/not/test");
    refused(R"({"all":[],"any":[]})", "unknown_field", "/any");
    refused(R"({"fact":"x","test":"at_least"})", "missing_field", "/value");
    refused(R"({"fact":"x","test":"yes","value":true})", "unknown_field", "/value");
    refused(R"({"fact":"x","test":"at_least","value":2,"valeu":3})", "unknown_field", "/valeu");
    refused(R"({"fact":"x","test":"at_least","value":2.5})", "wrong_type", "/value");
    refused(R"({"fact":"x","test":"at_least","value":9007199254740992})", "out_of_range", "/value");
    refused(R"({"fact":"x","test":"has","values":["a",1]})", "wrong_type", "/values/1");
    refused(R"({"fact":"x","test":"older_than","seconds":0})", "out_of_range", "/seconds");
    refused(R"({"time_from":"9:00","time_to":"18:00"})", "unknown_value", "/time_from");
    refused(R"({"time_from":"09:00","time_to":"24:01"})", "unknown_value", "/time_to");
    refused(R"({"time_from":"09:00","time_to":"-1:01"})", "unknown_value", "/time_to");
    refused(R"({"time_from":"09:00"})", "missing_field", "/time_to");
    refused(R"({"weekdays":["monday","monday"]})", "unknown_value", "/weekdays/1");
    refused(R"({"weekdays":["mon"]})", "unknown_value", "/weekdays/0");
    refused(R"({"weekdays":["monday"],"zone":""})", "unknown_value", "/zone");
    const auto happened = [](std::string rest) {
        return R"({"happened":"visited","test":"equals","times":1)" + rest + "}";
    };
    refused(happened(""), "missing_field", "/within_seconds");
    refused(happened(R"(,"today":false)"), "unknown_value", "/today");
    refused(happened(R"(,"today":true,"within_seconds":5)"), "unknown_field", "/within_seconds");
    refused(happened(R"(,"zone":"UTC","within_seconds":5)"), "unknown_field", "/zone");
    std::string deep = R"({"all":[]})";
    for (int i = 0; i < 40; ++i) deep = R"({"not":)" + deep + "}";
    refused(deep, "too_deep", "");
}

TEST_CASE("whatever is written reads back to the same, and passes the judge") {
    const rules::Catalogue catalogue;
    rules::testing::Maker maker(27);
    for (int i = 0; i < 1'000; ++i) {
        const Condition condition = maker.condition(catalogue);
        const std::string text = condition_to_json(condition);
        const auto back = condition_from_json(text);
        REQUIRE(back);
        REQUIRE(*back == condition);
        REQUIRE(rules::check(*back, catalogue));
    }
}

TEST_CASE("a calendar is written as it was read, and its faults have places") {
    const std::string_view text =
        R"({"zone":"Asia/Shanghai","week":{"monday":[{"from":"09:00","to":"12:00"},)"
        R"({"from":"22:00","to":"02:00"}],"sunday":[{"from":"00:00","to":"24:00"}]},)"
        R"("exceptions":[{"first":"2026-10-01","last":"2026-10-07","name":"国庆节","hours":[]}]})";
    const auto terms = calendar_from_json(text);
    REQUIRE(terms);
    CHECK(terms->week[0][1] == rules::OpenHours{22h, 26h});
    CHECK(calendar_to_json(*terms) == text);
    CHECK(calendar_from_json(calendar_to_json(*terms)) == *terms);

    const auto wrong = [](std::string_view json, std::string_view reason, std::string_view field) {
        CAPTURE(json);
        const auto read = calendar_from_json(json);
        REQUIRE_FALSE(read);
        CHECK(read.error().reason == reason);
        CHECK(read.error().field == field);
    };
    wrong(R"({"week":{}})", "missing_field", "/zone");
    wrong(R"({"zone":"UTC"})", "missing_field", "/week");
    wrong(R"({"zone":"UTC","week":{"mon":[]}})", "unknown_field", "/week/mon");
    wrong(R"({"zone":"UTC","week":{"monday":[{"from":"09:00"}]}})", "missing_field",
          "/week/monday/0/to");
    wrong(R"({"zone":"UTC","week":{},"exceptions":[{"first":"2026-02-30","last":"2026-03-01",)"
          R"("name":"x","hours":[]}]})",
          "unknown_value", "/exceptions/0/first");
    wrong(R"({"zone":"UTC","week":{},"exceptions":[{"first":"2026-02-01","last":"2026-03-01",)"
          R"("name":"x"}]})",
          "missing_field", "/exceptions/0/hours");
}

}  // namespace
}  // namespace parley::codec
