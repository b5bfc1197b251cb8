// docs/guide/limits.md lists every limit a client can meet, with the value in the source.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Limits = std::set<std::string>;  // "domain/message.hpp: text_max = 4'000"

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void collect(const std::string& text, const char* pattern, const std::string& place,
             Limits& limits) {
    const std::regex regex(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
        limits.insert(place + ": " + (*it)[1].str());
    }
}

// "name = value" of every constant or field of a source that has a value.
Limits valued_in(const fs::path& source, const std::string& place) {
    Limits limits;
    collect(text_of(source / place), R"re(\b([a-z_]+ = [^;{}]+);)re", place, limits);
    return limits;
}

Limits listed_limits(const std::string& page) {
    Limits limits;
    const std::regex row(R"(\| `([^`]+ = [^`]+)` \| `([^`]+)` \|)");
    for (std::sregex_iterator it(page.begin(), page.end(), row), end; it != end; ++it) {
        limits.insert((*it)[2].str() + ": " + (*it)[1].str());
    }
    return limits;
}

bool is_source(const fs::path& file) {
    const std::string name = file.filename().string();
    return (name.ends_with(".cpp") || name.ends_with(".hpp")) && !name.ends_with("_test.cpp");
}

// Constants of the layers a client talks to that are named as limits.
Limits declared_limits(const fs::path& source) {
    Limits limits;
    for (const char* layer : {"domain", "app", "codec", "http/api", "http/wire", "http/realtime"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source / layer)) {
            if (!entry.is_regular_file() || !is_source(entry.path())) continue;
            const std::string place = fs::relative(entry.path(), source).string();
            collect(text_of(entry.path()),
                    R"re(constexpr [\w:]+ (\w+_(?:max|min|within) = [^;]+);)re", place, limits);
        }
    }
    const std::string transport = "http/server/limits.hpp";
    collect(text_of(source / transport), R"re( (\w+_(?:max|timeout) = [^;]+);)re", transport,
            limits);
    return limits;
}

TEST_CASE("the page of limits tells every limit as the source has it") {
    const fs::path root(PARLEY_SOURCE_DIR);
    const fs::path source = root / "src";
    const Limits listed = listed_limits(text_of(root / "docs/guide/limits.md"));
    CHECK(listed.size() > 80);
    for (const std::string& limit : listed) {
        CAPTURE(limit);
        const std::string place = limit.substr(0, limit.find(':'));
        CHECK(valued_in(source, place).contains(limit));
    }
    const Limits declared = declared_limits(source);
    CHECK(declared.size() > 50);
    for (const std::string& limit : declared) {
        CAPTURE(limit);
        CHECK(listed.contains(limit));
    }
}

}  // namespace
