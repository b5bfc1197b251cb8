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

TEST_CASE("a directory that cannot be written refuses every step, without throwing") {
    Shelf shelf;
    std::ofstream(shelf.directory.path() / "files") << "in the way";
    const auto upload = shelf.files->begin(shelf.workspace, shelf.id);
    CHECK(upload->write("x").error().code == Code::unavailable);
    CHECK(upload->finish().error().reason == "file_failed");
}

}  // namespace
}  // namespace parley
