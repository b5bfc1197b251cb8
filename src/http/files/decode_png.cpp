#include <png.h>

#include "http/files/decoders.hpp"

namespace parley::http {
namespace {

struct PngImage : png_image {
    PngImage() : png_image{} { version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(this); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
};

}  // namespace

std::optional<Picture> decode_png(std::string_view bytes, ImageSize size) {
    PngImage image;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return std::nullopt;
    if (image.width != static_cast<unsigned>(size.width) ||
        image.height != static_cast<unsigned>(size.height)) {
        return std::nullopt;
    }
    image.format = PNG_FORMAT_RGB;
    const png_color white = {255, 255, 255};
    Picture picture(size.width, size.height);
    if (png_image_finish_read(&image, &white, picture.bytes.data(), 0, nullptr) == 0)
        return std::nullopt;
    return picture;
}

}  // namespace parley::http
