#include "http/files/thumbnail.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "domain/attachment.hpp"
#include "http/files/testing/encode.hpp"

namespace parley::http {
namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / "parley-thumbnail-test";
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

std::string png(int width, int height) { return testing::png_of(testing::plain(width, height)); }

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("every kind of image tells its size and gets a small JPEG") {
    const Folder folder;
    const Picture picture = testing::plain(1000, 500);
    const std::string kinds[] = {png(1000, 500), testing::jpeg_of(picture),
                                 testing::plain_gif(1000, 500), testing::webp_of(picture)};
    for (const std::string& bytes : kinds) {
        CAPTURE(bytes.substr(0, 12));
        write(folder.path / "image", bytes);
        const auto size = make_thumbnail(folder.path / "image", folder.path / "small");
        REQUIRE(size);
        CHECK(size->width == 1000);
        CHECK(size->height == 500);
        const auto small = image_size_of(read(folder.path / "small"));
        REQUIRE(small);
        CHECK(small->width == thumbnail_side_max);
        CHECK(small->height == thumbnail_side_max / 2);
        fs::remove(folder.path / "small");
    }
}

TEST_CASE("a small image is not blown up") {
    const Folder folder;
    write(folder.path / "image", png(20, 10));
    REQUIRE(make_thumbnail(folder.path / "image", folder.path / "small"));
    CHECK(image_size_of(read(folder.path / "small"))->width == 20);
}

TEST_CASE("a file that claims a huge image is not decoded") {
    const Folder folder;
    std::string bytes = png(10, 10);
    bytes.replace(16, 8, std::string("\x00\x00\xff\xff\x00\x00\xff\xff", 8));
    write(folder.path / "image", bytes);
    CHECK_FALSE(make_thumbnail(folder.path / "image", folder.path / "small"));
    CHECK_FALSE(fs::exists(folder.path / "small"));
}

TEST_CASE("as many pixels as are allowed, and not one row more") {
    const Folder folder;
    constexpr int width = 8'000;
    constexpr int height = Attachment::pixels_max / width;
    static_assert(width * height == Attachment::pixels_max);
    write(folder.path / "image", testing::jpeg_of(Picture(width, height)));
    CHECK(make_thumbnail(folder.path / "image", folder.path / "small"));
    write(folder.path / "image", testing::jpeg_of(Picture(width, height + 1)));
    CHECK_FALSE(make_thumbnail(folder.path / "image", folder.path / "small"));
}

TEST_CASE("a picture taken with the camera on its side stands upright, and says so") {
    const Folder folder;
    const std::string lying = testing::jpeg_of(testing::plain(1000, 500));
    write(folder.path / "image", testing::with_orientation(lying, 6, true));
    const auto size = make_thumbnail(folder.path / "image", folder.path / "small");
    REQUIRE(size);
    CHECK(size->width == 500);
    CHECK(size->height == 1000);
    const auto small = image_size_of(read(folder.path / "small"));
    REQUIRE(small);
    CHECK(small->width == thumbnail_side_max / 2);
    CHECK(small->height == thumbnail_side_max);
}

TEST_CASE("the thinnest picture keeps a side") {
    const Folder folder;
    write(folder.path / "image", png(5'000, 1));
    REQUIRE(make_thumbnail(folder.path / "image", folder.path / "small"));
    CHECK(image_size_of(read(folder.path / "small"))->height == 1);
}

TEST_CASE("a broken or cut image has no thumbnail and does no harm") {
    const Folder folder;
    const std::string whole = png(300, 300);
    for (const std::size_t size : {0u, 8u, 20u, 33u, 60u}) {
        write(folder.path / "image", whole.substr(0, size));
        CHECK_FALSE(make_thumbnail(folder.path / "image", folder.path / "small"));
    }
    write(folder.path / "image", "\xff\xd8\xff\xc0\x00\x00 not a jpeg");
    CHECK_FALSE(make_thumbnail(folder.path / "image", folder.path / "small"));
}

}  // namespace
}  // namespace parley::http
