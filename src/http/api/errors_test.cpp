// docs/guide/errors.md lists every code a client can meet: no more, no fewer.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Codes = std::set<std::string>;

// Spoken between our own modules; answered or replaced before anything reaches a client, or of
// files and rows of ours. A carrier hears number_unknown as a status of SIP.
const Codes internal_words = {"ask_store",         "not_loaded",         "commit_failed",
                              "stale_owner",       "writer_busy",        "number_unknown",
                              "history_malformed", "time_zone_malformed"};
// What these refuse is told to the server, which says anew what a client shall know of it.
constexpr const char* inner_layers[] = {"/src/voice/", "/src/sound/"};

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void collect(const std::string& text, const char* pattern, Codes& codes) {
    const std::regex regex(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
        codes.insert((*it)[1]);
    }
}

bool is_source(const fs::path& file) {
    const std::string name = file.filename().string();
    return (name.ends_with(".cpp") || name.ends_with(".hpp")) && !name.ends_with("_test.cpp") &&
           file.string().find("/testing/") == std::string::npos &&
           std::ranges::none_of(inner_layers, [&](const char* layer) {
               return file.string().find(layer) != std::string::npos;
           });
}

Codes used_codes(const fs::path& source) {
    Codes codes;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        if (!entry.is_regular_file() || !is_source(entry.path())) continue;
        const std::string text = text_of(entry.path());
        collect(text, R"re((?:refuse\(|fail\(|Error\{)\s*Code::\w+,\s*"(\w+)")re", codes);
        // One of two: full ? "disk_full" : "file_failed".
        collect(text, R"re(Code::\w+,\s*\w+ \? "(\w+)" : )re", codes);
        collect(text, R"re(Code::\w+,\s*\w+ \? "\w+" : "(\w+)")re", codes);
        // The transport's: reject({400, "…"}), Rejection{400, "…"}, Rejection name{400, "…"}.
        collect(text, R"re((?:reject\(|Rejection(?: \w+)?)\{\d+, "(\w+)")re", codes);
        collect(text, R"re(\brefuse\(\s*"(\w+)")re", codes);
        collect(text, R"re(\.code = "(\w+)")re", codes);
        collect(text, R"re(Response::problem\(\d+, "(\w+)"[,)])re", codes);
    }
    for (const std::string& word : internal_words) codes.erase(word);
    return codes;
}

Codes listed_codes(const std::string& page) {
    Codes codes;
    const std::regex row(R"(\| ((?:`\w+`(?:, )?)+) \|)");
    for (std::sregex_iterator it(page.begin(), page.end(), row), end; it != end; ++it) {
        collect((*it)[1], "`(\\w+)`", codes);
    }
    return codes;
}

TEST_CASE("the page of errors lists exactly the codes the source uses") {
    const fs::path root(PARLEY_SOURCE_DIR);
    const Codes used = used_codes(root / "src");
    const Codes listed = listed_codes(text_of(root / "docs/guide/errors.md"));
    CHECK(used.size() > 50);
    // One of each way a code is given; without it a pattern that finds nothing would go unseen.
    for (const char* code : {"not_found", "disk_full", "file_failed", "body_broken_off",
                             "framing_malformed", "field_repeated", "version_unknown",
                             "handshake_malformed", "method_unknown", "internal"}) {
        CAPTURE(code);
        CHECK(used.contains(code));
    }
    for (const std::string& code : used) {
        CAPTURE(code);
        CHECK(listed.contains(code));
    }
    for (const std::string& code : listed) {
        CAPTURE(code);
        CHECK(used.contains(code));
    }
}

}  // namespace
