#include "store/files.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "store/testing/house.hpp"

namespace parley {
namespace {

using testing::TemporaryDirectory;

struct Shelf {
    TemporaryDirectory directory;
    std::unique_ptr<Files> files = open_files(directory.path());
    SeededRng rng{3};
    WorkspaceId workspace = WorkspaceId::make(from_ms(1), rng);
    AttachmentId id = AttachmentId::make(from_ms(2), rng);
};

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("a file appears under its id when it is finished, and not before") {
    Shelf shelf;
    const auto place = shelf.files->path(shelf.workspace, shelf.id);
    const auto upload = shelf.files->begin(shelf.workspace, shelf.id);
    REQUIRE(upload->write("hello, "));
    REQUIRE(upload->write(std::string("a\0b", 3)));
    CHECK_FALSE(std::filesystem::exists(place));

    REQUIRE(upload->finish());

    CHECK(content(place) == std::string("hello, a\0b", 10));
    CHECK(upload->path() == place);
    CHECK(place.parent_path().filename().string().size() == 2);
}

TEST_CASE("an upload that is given up leaves nothing") {
    Shelf shelf;
    std::filesystem::path part;
    {
        const auto upload = shelf.files->begin(shelf.workspace, shelf.id);
        REQUIRE(upload->write("half"));
        part = upload->path();
        CHECK(std::filesystem::exists(part));
    }
    CHECK_FALSE(std::filesystem::exists(part));
    CHECK_FALSE(std::filesystem::exists(shelf.files->path(shelf.workspace, shelf.id)));
}

TEST_CASE("what a crash left half written is gone at the next opening, and nothing else") {
    namespace fs = std::filesystem;
    Shelf shelf;
    const auto upload = shelf.files->begin(shelf.workspace, shelf.id);
    REQUIRE(upload->write("whole"));
    REQUIRE(upload->finish());
    const fs::path place = shelf.files->path(shelf.workspace, shelf.id);
    const fs::path folder = place.parent_path();
    const std::string other = AttachmentId::make(from_ms(3), shelf.rng).text();
    const fs::path left[] = {folder / (other + ".part"), folder / (other + ".thumbnail.part")};
    fs::create_directories(folder / (other + ".d.part"));
    fs::create_directories(shelf.directory.path() / "files" / "notes");
    const fs::path kept[] = {place,
                             folder / (other + ".thumbnail"),
                             folder / "letter.part",
                             folder / (other + ".thumbnail.part.gz"),
                             shelf.directory.path() / (other + ".part"),
                             shelf.directory.path() / "files" / "notes" / (other + ".part"),
                             folder.parent_path() / (other + ".part")};
    for (const fs::path& path : left) std::ofstream(path) << "half";
    for (const fs::path& path : kept) std::ofstream(path, std::ios::app) << "!";
    const fs::path elsewhere = shelf.directory.path() / "elsewhere";
    fs::create_directories(elsewhere);
    std::ofstream(elsewhere / (other + ".part")) << "not ours";
    fs::create_directory_symlink(elsewhere, folder.parent_path() / "ab");

    shelf.files = open_files(shelf.directory.path());

    for (const fs::path& path : left) CHECK_FALSE(fs::exists(path));
    for (const fs::path& path : kept) CHECK(fs::exists(path));
    CHECK(fs::exists(elsewhere / (other + ".part")));
    CHECK(content(place) == "whole!");
}

TEST_CASE("a directory that cannot be written refuses every step, without throwing") {
    Shelf shelf;
    std::ofstream(shelf.directory.path() / "files") << "in the way";
    const auto upload = shelf.files->begin(shelf.workspace, shelf.id);
    CHECK(upload->write("x").error().code == Code::unavailable);
    CHECK(upload->finish().error().reason == "file_failed");
}

}  // namespace
}  // namespace parley
