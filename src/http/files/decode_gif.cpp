#include <gif_lib.h>

#include <algorithm>
#include <memory>

#include "http/files/decoders.hpp"

namespace parley::http {
namespace {

struct Close {
    void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};
using File = std::unique_ptr<GifFileType, Close>;

int read_some(GifFileType* file, GifByteType* into, int wanted) {
    auto& rest = *static_cast<std::string_view*>(file->UserData);
    const std::size_t size = std::min(rest.size(), static_cast<std::size_t>(wanted));
    std::copy_n(rest.data(), size, into);
    rest.remove_prefix(size);
    return static_cast<int>(size);
}

// Past one extension; a graphics control block tells which colour is transparent.
bool read_extension(GifFileType* file, int& transparent) {
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(file, &code, &block) != GIF_OK) return false;
    while (block != nullptr) {
        GraphicsControlBlock control;
        if (code == GRAPHICS_EXT_FUNC_CODE &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        if (DGifGetExtensionNext(file, &block) != GIF_OK) return false;
    }
    return true;
}

bool is_inside(const GifImageDesc& frame, ImageSize size) {
    return frame.Left >= 0 && frame.Top >= 0 && frame.Width > 0 && frame.Height > 0 &&
           frame.Width <= size.width - frame.Left && frame.Height <= size.height - frame.Top;
}

bool draw_line(GifFileType* file, const ColorMapObject& colours, int transparent, int y,
               Picture& picture) {
    const GifImageDesc& frame = file->Image;
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    if (DGifGetLine(file, line.data(), frame.Width) != GIF_OK) return false;
    for (int x = 0; x < frame.Width; ++x) {
        const int index = line[static_cast<std::size_t>(x)];
        if (index == transparent || index >= colours.ColorCount) continue;
        const GifColorType colour = colours.Colors[index];
        std::uint8_t* pixel = picture.pixel(frame.Left + x, frame.Top + y);
        pixel[0] = colour.Red;
        pixel[1] = colour.Green;
        pixel[2] = colour.Blue;
    }
    return true;
}

// GIF89a, appendix E: an interlaced frame comes in four passes.
bool draw_frame(GifFileType* file, int transparent, Picture& picture) {
    struct Pass {
        int first;
        int step;
    };
    constexpr Pass interlaced[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    constexpr Pass plain[] = {{0, 1}};
    const GifImageDesc& frame = file->Image;
    const ColorMapObject* colours = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
    if (colours == nullptr) return false;
    const auto draw = [&](const Pass& pass) {
        for (int y = pass.first; y < frame.Height; y += pass.step)
            if (!draw_line(file, *colours, transparent, y, picture)) return false;
        return true;
    };
    return frame.Interlace ? std::ranges::all_of(interlaced, draw)
                           : std::ranges::all_of(plain, draw);
}

}  // namespace

std::optional<Picture> decode_gif(std::string_view bytes, ImageSize size) {
    const File file(DGifOpen(&bytes, read_some, nullptr));
    if (!file || file->SWidth != size.width || file->SHeight != size.height) return std::nullopt;
    int transparent = NO_TRANSPARENT_COLOR;
    for (;;) {
        GifRecordType record = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(file.get(), &record) != GIF_OK) return std::nullopt;
        if (record == EXTENSION_RECORD_TYPE) {
            if (!read_extension(file.get(), transparent)) return std::nullopt;
            continue;
        }
        if (record != IMAGE_DESC_RECORD_TYPE) return std::nullopt;
        if (DGifGetImageDesc(file.get()) != GIF_OK) return std::nullopt;
        if (!is_inside(file->Image, size)) return std::nullopt;
        Picture picture(size.width, size.height);
        if (!draw_frame(file.get(), transparent, picture)) return std::nullopt;
        return picture;
    }
}

}  // namespace parley::http
