#include "http/files/decoders.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "base/random.hpp"
#include "http/files/media_type.hpp"
#include "http/files/testing/encode.hpp"

namespace parley::http {
namespace {

using namespace testing;

constexpr ImageSize size{40, 30};

std::optional<Picture> decode(std::string_view bytes, ImageSize told) {
    const std::string_view media_type = media_type_of(bytes);
    if (media_type == "image/jpeg") return decode_jpeg(bytes, told, 480);
    if (media_type == "image/png") return decode_png(bytes, told);
    if (media_type == "image/gif") return decode_gif(bytes, told);
    return decode_webp(bytes, told);
}

std::vector<std::string> one_of_each() {
    const Picture picture = plain(size.width, size.height);
    return {png_of(picture),
            jpeg_of(picture),
            jpeg_of(picture, TJFLAG_PROGRESSIVE),
            plain_gif(size.width, size.height),
            webp_of(picture),
            lossless_webp_of(with_fourth(picture, 255), size.width, size.height)};
}

bool is_near(const std::uint8_t* pixel, Colour colour) {
    constexpr int loss_max = 6;  // Of the lossy kinds.
    return std::abs(pixel[0] - colour.red) <= loss_max &&
           std::abs(pixel[1] - colour.green) <= loss_max &&
           std::abs(pixel[2] - colour.blue) <= loss_max;
}

TEST_CASE("every kind is decoded to its colours") {
    for (const std::string& bytes : one_of_each()) {
        CAPTURE(media_type_of(bytes));
        const auto picture = decode(bytes, size);
        REQUIRE(picture);
        CHECK(picture->width == size.width);
        CHECK(picture->height == size.height);
        CHECK(is_near(picture->pixel(0, 0), crimson));
        CHECK(is_near(picture->pixel(size.width - 1, size.height - 1), crimson));
    }
}

TEST_CASE("a file whose decoder reads another size than we did is refused") {
    for (const std::string& bytes : one_of_each()) {
        CAPTURE(media_type_of(bytes));
        CHECK_FALSE(decode(bytes, {size.width + 1, size.height}));
        CHECK_FALSE(decode(bytes, {size.width, size.height - 1}));
    }
}

TEST_CASE("what is transparent is laid onto white") {
    const auto clear = with_fourth(plain(4, 4, navy), 0);
    const auto half = with_fourth(plain(4, 4, {0, 0, 0}), 128);
    const Colour white = {255, 255, 255};
    const std::string clear_png = png_of(clear.data(), 4, 4, PNG_FORMAT_RGBA);
    CHECK(is_near(decode_png(clear_png, {4, 4})->pixel(1, 1), white));
    const std::string clear_webp = lossless_webp_of(clear, 4, 4);
    CHECK(is_near(decode_webp(clear_webp, {4, 4})->pixel(1, 1), white));
    const std::string half_webp = lossless_webp_of(half, 4, 4);
    CHECK(is_near(decode_webp(half_webp, {4, 4})->pixel(1, 1), {127, 127, 127}));
    const std::string half_png = png_of(half.data(), 4, 4, PNG_FORMAT_RGBA);
    const std::uint8_t grey = decode_png(half_png, {4, 4})->pixel(1, 1)[0];
    CHECK(grey > 100);
    CHECK(grey < 200);
}

TEST_CASE("a JPEG is decoded no larger than is needed") {
    const auto picture = decode_jpeg(jpeg_of(plain(1600, 800)), {1600, 800}, 480);
    REQUIRE(picture);
    CHECK(picture->width == 600);
    CHECK(picture->height == 300);
}

TEST_CASE("a JPEG of printers' inks is shown in its colours") {
    const auto inks = with_fourth(plain(16, 16), 255);  // Inverted: no black at all.
    const auto picture = decode_jpeg(jpeg_of(inks.data(), 16, 16, TJPF_CMYK), {16, 16}, 480);
    REQUIRE(picture);
    CHECK(is_near(picture->pixel(8, 8), crimson));
}

TEST_CASE("a GIF's first frame lies where it belongs, on white, without its transparent pixels") {
    const GifFrame frame{
        .left = 1, .top = 2, .width = 2, .height = 1, .transparent = 2, .indices = {1, 2}};
    const auto picture = decode_gif(gif_of(4, 4, frame), {4, 4});
    REQUIRE(picture);
    const Colour white = {255, 255, 255};
    CHECK(is_near(picture->pixel(1, 2), crimson));
    CHECK(is_near(picture->pixel(2, 2), white));
    CHECK(is_near(picture->pixel(0, 0), white));
}

TEST_CASE("the rows of an interlaced GIF find their places") {
    constexpr int rows_in_file[] = {0, 8, 4, 2, 6, 1, 3, 5, 7, 9};
    GifFrame frame{.width = 1, .height = 10, .interlaced = true, .indices = {}};
    for (const int row : rows_in_file) frame.indices.push_back(static_cast<GifPixelType>(row % 3));
    const auto picture = decode_gif(gif_of(1, 10, frame), {1, 10});
    REQUIRE(picture);
    const Colour colours[] = {{255, 255, 255}, crimson, navy};
    for (int y = 0; y < 10; ++y) {
        CAPTURE(y);
        CHECK(is_near(picture->pixel(0, y), colours[y % 3]));
    }
}

TEST_CASE("a GIF whose frame reaches beyond the screen is refused") {
    const std::string inside = plain_gif(8, 8);
    const auto at = inside.find(std::string(",\0\0\0\0\x08\0\x08\0", 9));
    REQUIRE(at != std::string::npos);
    for (const std::size_t field : {1u, 3u, 5u, 7u}) {
        std::string bytes = inside;
        bytes[at + field] = '\x09';
        CHECK_FALSE(decode_gif(bytes, {8, 8}));
        bytes[at + field + 1] = '\xff';
        CHECK_FALSE(decode_gif(bytes, {8, 8}));
    }
}

TEST_CASE("a file cut off anywhere in its picture is refused") {
    for (const std::string& bytes : one_of_each()) {
        CAPTURE(media_type_of(bytes));
        // The last bytes of some formats only say that nothing follows.
        for (std::size_t cut = 16; cut < bytes.size(); ++cut) {
            const std::string start = bytes.substr(0, bytes.size() - cut);
            CHECK_FALSE(decode(start, size));
        }
    }
}

TEST_CASE("a file with bytes gone wrong gives a picture of the size told, or none") {
    SeededRng rng{11};
    for (const std::string& whole : one_of_each()) {
        for (int round = 0; round < 400; ++round) {
            std::string bytes = whole;
            for (int bent = 0; bent < 3; ++bent)
                bytes[rng.below(bytes.size())] = static_cast<char>(rng.below(256));
            const auto picture = decode(bytes, size);
            if (picture) CHECK(picture->width <= size.width);
            if (picture) CHECK(picture->bytes.size() <= 3 * 40 * 30);
        }
    }
}

}  // namespace
}  // namespace parley::http
