// Writes small image files of every kind that thumbnails are made of, for tests.
#pragma once

#include <doctest/doctest.h>
#include <gif_lib.h>
#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <string>
#include <vector>

#include "http/files/picture.hpp"

namespace parley::http::testing {

struct Colour {
    std::uint8_t red;
    std::uint8_t green;
    std::uint8_t blue;
};

constexpr Colour crimson = {200, 30, 30};
constexpr Colour navy = {20, 20, 120};

inline Picture plain(int width, int height, Colour colour = crimson) {
    Picture picture(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint8_t* pixel = picture.pixel(x, y);
            pixel[0] = colour.red;
            pixel[1] = colour.green;
            pixel[2] = colour.blue;
        }
    }
    return picture;
}

// The same with a fourth value for each pixel.
inline std::vector<std::uint8_t> with_fourth(const Picture& picture, std::uint8_t fourth) {
    std::vector<std::uint8_t> pixels;
    for (std::size_t at = 0; at < picture.bytes.size(); ++at) {
        pixels.push_back(picture.bytes[at]);
        if (at % Picture::channels == 2) pixels.push_back(fourth);
    }
    return pixels;
}

inline std::string png_of(const void* pixels, int width, int height, unsigned format) {
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<unsigned>(width);
    image.height = static_cast<unsigned>(height);
    image.format = format;
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_to_memory(&image, nullptr, &size, 0, pixels, 0, nullptr) != 0);
    std::string bytes(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels, 0, nullptr) != 0);
    return bytes;
}

inline std::string png_of(const Picture& picture) {
    return png_of(picture.bytes.data(), picture.width, picture.height, PNG_FORMAT_RGB);
}

inline std::string jpeg_of(const std::uint8_t* pixels, int width, int height, TJPF format,
                           int flags = 0) {
    tjhandle handle = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    REQUIRE(tjCompress2(handle, pixels, width, 0, height, format, &bytes, &size, TJSAMP_444, 90,
                        flags) == 0);
    std::string text(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(handle);
    return text;
}

inline std::string jpeg_of(const Picture& picture, int flags = 0) {
    return jpeg_of(picture.bytes.data(), picture.width, picture.height, TJPF_RGB, flags);
}

inline std::string taken(std::uint8_t* bytes, std::size_t size) {
    REQUIRE(size > 0);
    std::string text(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    return text;
}

inline std::string webp_of(const Picture& picture) {
    std::uint8_t* bytes = nullptr;
    const std::size_t size = WebPEncodeRGB(picture.bytes.data(), picture.width, picture.height,
                                           picture.width * 3, 90, &bytes);
    return taken(bytes, size);
}

inline std::string lossless_webp_of(const std::vector<std::uint8_t>& rgba, int width, int height) {
    std::uint8_t* bytes = nullptr;
    const std::size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, width * 4, &bytes);
    return taken(bytes, size);
}

// A screen of `screen` with one frame on it, of colour indices 0 white, 1 crimson, 2 navy.
struct GifFrame {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool interlaced = false;
    int transparent = NO_TRANSPARENT_COLOR;
    std::vector<GifPixelType> indices;  // In the order of the file.
};

inline std::string gif_of(int width, int height, GifFrame frame) {
    std::string bytes;
    const auto append = [](GifFileType* file, const GifByteType* data, int size) {
        static_cast<std::string*>(file->UserData)
            ->append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
        return size;
    };
    GifFileType* file = EGifOpen(&bytes, append, nullptr);
    const GifColorType colours[] = {{255, 255, 255}, {200, 30, 30}, {20, 20, 120}, {0, 0, 0}};
    ColorMapObject* map = GifMakeMapObject(4, colours);
    EGifSetGifVersion(file, true);
    REQUIRE(EGifPutScreenDesc(file, width, height, 2, 0, map) == GIF_OK);
    GraphicsControlBlock control = {0, false, 0, frame.transparent};
    GifByteType block[4];
    EGifGCBToExtension(&control, block);
    REQUIRE(EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, sizeof block, block) == GIF_OK);
    REQUIRE(EGifPutImageDesc(file, frame.left, frame.top, frame.width, frame.height,
                             frame.interlaced, nullptr) == GIF_OK);
    for (int y = 0; y < frame.height; ++y) {
        REQUIRE(EGifPutLine(file, frame.indices.data() + y * frame.width, frame.width) == GIF_OK);
    }
    GifFreeMapObject(map);
    REQUIRE(EGifCloseFile(file, nullptr) == GIF_OK);
    return bytes;
}

inline std::string plain_gif(int width, int height) {
    GifFrame frame;
    frame.width = width;
    frame.height = height;
    frame.indices.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 1);
    return gif_of(width, height, frame);
}

// An Exif segment that says `orientation`, in either byte order, put behind the JPEG's first
// marker.
inline std::string with_orientation(const std::string& jpeg, int orientation, bool little) {
    const auto u16 = [&](int value) {
        std::string text = {static_cast<char>(value >> 8), static_cast<char>(value)};
        return little ? std::string(text.rbegin(), text.rend()) : text;
    };
    const std::string none(2, '\0');
    const auto u32 = [&](int value) { return little ? u16(value) + none : none + u16(value); };
    const std::string tiff = (little ? "II" : "MM") + u16(42) + u32(8) + u16(2) +  //
                             u16(0x010F) + u16(2) + u32(1) + u32(0) +              //
                             u16(0x0112) + u16(3) + u32(1) + u16(orientation) + none + u32(0);
    const std::string body = std::string("Exif\0\0", 6) + tiff;
    const auto size = static_cast<char>(body.size() + 2);
    return jpeg.substr(0, 2) + "\xff\xe1" + '\0' + size + body + jpeg.substr(2);
}

}  // namespace parley::http::testing
