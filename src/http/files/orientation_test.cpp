#include "http/files/orientation.hpp"

#include <doctest/doctest.h>

#include "http/files/testing/encode.hpp"

namespace parley::http {
namespace {

using testing::with_orientation;

std::string bare() { return testing::jpeg_of(testing::plain(8, 8)); }

TEST_CASE("the orientation is read in both byte orders") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CHECK(orientation_of(with_orientation(bare(), orientation, true)) == orientation);
        CHECK(orientation_of(with_orientation(bare(), orientation, false)) == orientation);
    }
}

TEST_CASE("a file that does not say is upright, and so is one that talks nonsense") {
    CHECK(orientation_of(bare()) == 1);
    CHECK(orientation_of("") == 1);
    CHECK(orientation_of("GIF89a") == 1);
    CHECK(orientation_of(with_orientation(bare(), 0, true)) == 1);
    CHECK(orientation_of(with_orientation(bare(), 9, false)) == 1);
}

TEST_CASE("no head, however cut or bent, is read beyond its end") {
    const std::string whole = with_orientation(bare(), 6, true);
    const std::size_t head = whole.size() - bare().size() + 2;
    for (std::size_t size = 0; size <= head; ++size) {
        // Copied to its own place, so that a sanitizer sees the end.
        const std::vector<char> cut(whole.begin(), whole.begin() + static_cast<long>(size));
        const int orientation = orientation_of({cut.data(), cut.size()});
        CHECK((orientation == 1 || orientation == 6));
    }
    for (std::size_t at = 0; at < head; ++at) {
        for (const char bent : {'\x00', '\x7f', '\xff'}) {
            std::string bytes = whole;
            bytes[at] = bent;
            const int orientation = orientation_of(bytes);
            CHECK(orientation >= 1);
            CHECK(orientation <= 8);
        }
    }
}

}  // namespace
}  // namespace parley::http
