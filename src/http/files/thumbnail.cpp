#include "http/files/thumbnail.hpp"

#include <gd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "domain/attachment.hpp"
#include "http/files/media_type.hpp"

namespace parley::http {
namespace {

constexpr int jpeg_quality = 80;

using Image = std::unique_ptr<gdImage, decltype(&gdImageDestroy)>;

void keep_silent(int, const char*, va_list) {}  // GD would write to standard error.

Image decode(std::string& bytes) {
    const std::string_view media_type = media_type_of(bytes);
    const int size = static_cast<int>(bytes.size());
    gdImagePtr image = nullptr;
    if (media_type == "image/png")
        image = gdImageCreateFromPngPtr(size, bytes.data());
    else if (media_type == "image/jpeg")
        image = gdImageCreateFromJpegPtrEx(size, bytes.data(), 0);
    else if (media_type == "image/gif")
        image = gdImageCreateFromGifPtr(size, bytes.data());
    else if (media_type == "image/webp")
        image = gdImageCreateFromWebpPtr(size, bytes.data());
    return {image, &gdImageDestroy};
}

// On white, for JPEG has no transparency.
Image scaled_down(gdImage& image) {
    const int longest = std::max(gdImageSX(&image), gdImageSY(&image));
    const double scale = std::min(1.0, static_cast<double>(thumbnail_side_max) / longest);
    const int width = std::max(1, static_cast<int>(gdImageSX(&image) * scale));
    const int height = std::max(1, static_cast<int>(gdImageSY(&image) * scale));
    Image small(gdImageCreateTrueColor(width, height), &gdImageDestroy);
    if (!small) return small;
    gdImageFilledRectangle(small.get(), 0, 0, width, height, gdTrueColor(255, 255, 255));
    gdImageCopyResampled(small.get(), &image, 0, 0, 0, 0, width, height, gdImageSX(&image),
                         gdImageSY(&image));
    return small;
}

bool write_whole(const std::filesystem::path& path, const char* bytes, int size) {
    std::filesystem::path unfinished = path;
    unfinished += ".part";
    {
        std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
        out.write(bytes, size);
        if (!out.flush()) return false;
    }
    std::error_code failed;
    std::filesystem::rename(unfinished, path, failed);
    return !failed;
}

bool write_jpeg(gdImage& image, const std::filesystem::path& path) {
    int size = 0;
    void* bytes = gdImageJpegPtr(&image, &size, jpeg_quality);
    if (bytes == nullptr) return false;
    const bool written = write_whole(path, static_cast<const char*>(bytes), size);
    gdFree(bytes);
    return written;
}

}  // namespace

std::optional<ImageSize> make_thumbnail(const std::filesystem::path& image,
                                        const std::filesystem::path& thumbnail) {
    gdSetErrorMethod(keep_silent);
    std::ifstream in(image, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const auto size = image_size_of(bytes);
    if (!size || size->pixels() > Attachment::pixels_max) return std::nullopt;
    const Image decoded = decode(bytes);
    if (!decoded) return std::nullopt;
    const Image small = scaled_down(*decoded);
    if (!small || !write_jpeg(*small, thumbnail)) return std::nullopt;
    return size;
}

}  // namespace parley::http
