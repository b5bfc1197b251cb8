// Small JPEG pictures of larger images, for lists and threads.
//
// Blocking and hungry: run on the CPU pool. The image's size is checked before it is decoded, so
// that a small file cannot ask for a large memory. The copy carries none of the original's
// metadata, so it is turned upright here.
// Parts: decoders.hpp (a format each), picture.hpp (scaling, turning), orientation.hpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "http/files/image_size.hpp"

namespace parley::http {

constexpr int thumbnail_side_max = 480;

// Writes the thumbnail of `image` to `thumbnail` (whole or not at all) and returns the image's
// size as it is looked at, upright. Nothing where the file is not an image we read, is broken or
// cut off, or has more than Attachment::pixels_max pixels.
std::optional<ImageSize> make_thumbnail(const std::filesystem::path& image,
                                        const std::filesystem::path& thumbnail);

}  // namespace parley::http
