#include "http/files/picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "http/files/testing/encode.hpp"

namespace parley::http {
namespace {

// One grey value a pixel.
Picture greys(int width, int height, const std::vector<std::uint8_t>& values) {
    Picture picture(width, height);
    for (std::size_t at = 0; at < values.size(); ++at)
        std::fill_n(picture.bytes.begin() + static_cast<std::ptrdiff_t>(3 * at), 3, values[at]);
    return picture;
}

std::vector<std::uint8_t> values_of(const Picture& picture) {
    std::vector<std::uint8_t> values;
    for (std::size_t at = 0; at < picture.bytes.size(); at += 3) {
        CHECK(picture.bytes[at] == picture.bytes[at + 1]);
        CHECK(picture.bytes[at] == picture.bytes[at + 2]);
        values.push_back(picture.bytes[at]);
    }
    return values;
}

using Values = std::vector<std::uint8_t>;

TEST_CASE("a pixel is the average of the pixels it replaces") {
    const Picture picture = greys(4, 2, {0, 100, 10, 20, 100, 200, 30, 40});
    CHECK(values_of(scaled_down(picture, 2, 1)) == Values{100, 25});
    CHECK(values_of(scaled_down(picture, 4, 1)) == Values{50, 150, 20, 30});
    CHECK(values_of(scaled_down(picture, 1, 1)) == Values{63});  // 62.5
}

TEST_CASE("a pixel between two counts for both, by its share") {
    // Three over two: the middle one is halved.
    CHECK(values_of(scaled_down(greys(3, 1, {0, 90, 240}), 2, 1)) == Values{30, 190});
    CHECK(values_of(scaled_down(greys(1, 3, {0, 90, 240}), 1, 2)) == Values{30, 190});
}

TEST_CASE("the same size is the same picture") {
    const Values values = {1, 2, 3, 4, 5, 6};
    CHECK(values_of(scaled_down(greys(3, 2, values), 3, 2)) == values);
}

TEST_CASE("a plain picture keeps its colour at any size, and channels do not mix") {
    const Picture picture = testing::plain(97, 61);
    for (const auto [width, height] : {std::pair{96, 60}, {50, 7}, {1, 61}, {97, 1}, {13, 13}}) {
        const Picture small = scaled_down(picture, width, height);
        CHECK(small.bytes == testing::plain(width, height).bytes);
    }
}

TEST_CASE("the longest sides that a file can have do not overflow the sums") {
    const Picture small = scaled_down(Picture(65'535, 600), 480, 4);
    CHECK(std::ranges::all_of(small.bytes, [](std::uint8_t value) { return value == 255; }));
}

TEST_CASE("every orientation is turned upright") {
    // Upright it reads 1 2 3 / 4 5 6; each row says how a camera stored that.
    const Values upright = {1, 2, 3, 4, 5, 6};
    struct Stored {
        int orientation;
        int width;
        int height;
        Values values;
    };
    const Stored all[] = {
        {1, 3, 2, {1, 2, 3, 4, 5, 6}}, {2, 3, 2, {3, 2, 1, 6, 5, 4}}, {3, 3, 2, {6, 5, 4, 3, 2, 1}},
        {4, 3, 2, {4, 5, 6, 1, 2, 3}}, {5, 2, 3, {1, 4, 2, 5, 3, 6}}, {6, 2, 3, {3, 6, 2, 5, 1, 4}},
        {7, 2, 3, {6, 3, 5, 2, 4, 1}}, {8, 2, 3, {4, 1, 5, 2, 6, 3}},
    };
    for (const Stored& each : all) {
        CAPTURE(each.orientation);
        const Picture picture =
            turned(greys(each.width, each.height, each.values), each.orientation);
        CHECK(picture.width == 3);
        CHECK(values_of(picture) == upright);
    }
}

}  // namespace
}  // namespace parley::http
