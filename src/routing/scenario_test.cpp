// Plays every file of tests/scenarios; the folder's listing is the list of tests.
#include <doctest/doctest.h>

#include <algorithm>

#include "routing/testing/world.hpp"

namespace parley::routing::testing {
namespace {

constexpr std::size_t scenarios_min = 40;  // Fewer means that the folder was not found.

std::vector<std::filesystem::path> scenario_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(PARLEY_SOURCE_DIR "/tests/scenarios")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string difference_in(const std::filesystem::path& file) {
    World world;
    for (const ScriptLine& line : read_script(file)) {
        std::string difference;
        try {
            difference = world.play(line);
        } catch (const std::exception& mistake) {
            difference = mistake.what();
        }
        if (!difference.empty()) {
            return file.filename().string() + ":" + std::to_string(line.number) + ": " + difference;
        }
    }
    return world.replay();
}

TEST_CASE("scenario") {
    for (const auto& file : scenario_files()) {
        const std::string name = file.stem().string();
        SUBCASE(name.c_str()) {
            const std::string difference = difference_in(file);
            CHECK_MESSAGE(difference.empty(), difference);
        }
    }
}

TEST_CASE("the scenarios are found, and each says something") {
    const auto files = scenario_files();
    CHECK(files.size() >= scenarios_min);
    for (const auto& file : files) {
        CAPTURE(file.string());
        const auto lines = read_script(file);
        CHECK(std::any_of(lines.begin(), lines.end(),
                          [](const ScriptLine& line) { return !line.expected.empty(); }));
    }
}

}  // namespace
}  // namespace parley::routing::testing
