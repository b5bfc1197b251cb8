#include "base/log.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("a line is one JSON object with its fields in order") {
    const std::string line =
        format_log_line(1'700'000'000'007, LogLevel::info, "listening",
                        {{"address", "::1"}, {"port", 8443}, {"tls", true}, {"load", 0.5}});
    CHECK(line == R"({"ts":"2023-11-14T22:13:20.007Z","level":"info","msg":"listening",)"
                  R"("address":"::1","port":8443,"tls":true,"load":0.5})");
}

TEST_CASE("no input can forge a line, hide in the terminal or break the encoding") {
    const std::string line =
        format_log_line(0, LogLevel::error, "x",
                        {{"v", std::string_view("a\r\n\"\\\x1b[2J\x7f\xc2\x85\xff\0z", 15)}});
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.ends_with(R"("v":"a\u000d\u000a\"\\\u001b[2J\u007f\u0085\ufffd\u0000z"})"));
}

TEST_CASE("text of any script is written as it is") {
    CHECK(
        format_log_line(0, LogLevel::debug, "x", {{"v", "客户 é"}}).ends_with("\"v\":\"客户 é\"}"));
}

TEST_CASE("levels have names") {
    CHECK(log_level_named("warning") == LogLevel::warning);
    CHECK_FALSE(log_level_named("loud"));
}

}  // namespace
}  // namespace parley
