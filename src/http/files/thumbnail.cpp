#include "http/files/thumbnail.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "domain/attachment.hpp"
#include "http/files/decoders.hpp"
#include "http/files/media_type.hpp"
#include "http/files/orientation.hpp"

namespace parley::http {
namespace {

constexpr int jpeg_quality = 80;

std::optional<Picture> decode(std::string_view bytes, ImageSize size) {
    const std::string_view media_type = media_type_of(bytes);
    if (media_type == "image/jpeg") return decode_jpeg(bytes, size, thumbnail_side_max);
    if (media_type == "image/png") return decode_png(bytes, size);
    if (media_type == "image/gif") return decode_gif(bytes, size);
    if (media_type == "image/webp") return decode_webp(bytes, size);
    return std::nullopt;
}

// Never larger than it was, and never without a side.
Picture fitted(const Picture& picture) {
    const int longest = std::max({picture.width, picture.height, thumbnail_side_max});
    const auto side = [&](int full) {
        return std::max(1, static_cast<int>(std::int64_t{full} * thumbnail_side_max / longest));
    };
    return scaled_down(picture, side(picture.width), side(picture.height));
}

bool write_whole(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::path unfinished = path;
    unfinished += ".part";
    {
        std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) return false;
    }
    std::error_code failed;
    std::filesystem::rename(unfinished, path, failed);
    return !failed;
}

std::string jpeg_of(const Picture& picture) {
    const auto destroy = [](void* handle) { tjDestroy(handle); };
    const auto free = [](unsigned char* bytes) { tjFree(bytes); };
    const std::unique_ptr<void, decltype(destroy)> handle(tjInitCompress());
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool made =
        handle && tjCompress2(handle.get(), picture.bytes.data(), picture.width, 0, picture.height,
                              TJPF_RGB, &bytes, &size, TJSAMP_420, jpeg_quality, 0) == 0;
    const std::unique_ptr<unsigned char, decltype(free)> owned(bytes);
    return made ? std::string(reinterpret_cast<const char*>(bytes), size) : std::string();
}

}  // namespace

std::optional<ImageSize> make_thumbnail(const std::filesystem::path& image,
                                        const std::filesystem::path& thumbnail) {
    std::ifstream in(image, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const auto size = image_size_of(bytes);
    if (!size || size->pixels() > Attachment::pixels_max) return std::nullopt;
    const auto decoded = decode(bytes, *size);
    if (!decoded) return std::nullopt;
    const int orientation = orientation_of(bytes);  // Only a JPEG says.
    const std::string small = jpeg_of(turned(fitted(*decoded), orientation));
    if (small.empty() || !write_whole(thumbnail, small)) return std::nullopt;
    return swaps_sides(orientation) ? ImageSize{size->height, size->width} : *size;
}

}  // namespace parley::http
