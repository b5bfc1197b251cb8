// One function per image format: a file's bytes into a picture, transparency laid onto white.
//
// Nothing where the file is broken, cut off, or of another size than `size` says. Before they
// allocate they hold what the library reads of the head against `size`, which the caller has held
// against its limit: two readers of one head may differ, and that is where bombs hide.
// Threads: any; no state is shared.
#pragma once

#include <optional>
#include <string_view>

#include "http/files/image_size.hpp"
#include "http/files/picture.hpp"

namespace parley::http {

// May be smaller than `size`, but has a side of at least `side_min` if the image has: JPEG can be
// decoded at a fraction of its size for a fraction of the work.
std::optional<Picture> decode_jpeg(std::string_view bytes, ImageSize size, int side_min);
std::optional<Picture> decode_png(std::string_view bytes, ImageSize size);
std::optional<Picture> decode_gif(std::string_view bytes, ImageSize size);  // The first frame.
// Of a moving picture nothing: the library's simple part does not read those.
std::optional<Picture> decode_webp(std::string_view bytes, ImageSize size);

}  // namespace parley::http
