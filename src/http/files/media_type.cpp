#include "http/files/media_type.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace parley::http {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view unknown = "application/octet-stream";

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    std::string_view media_type;
};

// The first that fits wins.
constexpr Magic magics[] = {
    {0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    {0, "\xff\xd8\xff"sv, "image/jpeg"},
    {0, "GIF87a"sv, "image/gif"},
    {0, "GIF89a"sv, "image/gif"},
    {8, "WEBPVP8"sv, "image/webp"},
    {0, "%PDF-"sv, "application/pdf"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/x-ole-storage"},
    {0, "ID3"sv, "audio/mpeg"},
    {0, "\xff\xfb"sv, "audio/mpeg"},
    {0, "\xff\xf3"sv, "audio/mpeg"},
    {0, "\xff\xf2"sv, "audio/mpeg"},
    {0, "OggS"sv, "audio/ogg"},
    {8, "WAVEfmt "sv, "audio/wav"},
    {4, "ftypM4A "sv, "audio/mp4"},
    {4, "ftypM4B "sv, "audio/mp4"},
    {4, "ftypheic"sv, "image/heic"},
    {4, "ftypheix"sv, "image/heic"},
    {4, "ftypmif1"sv, "image/heic"},
    {4, "ftypavif"sv, "image/avif"},
    {4, "ftypqt  "sv, "video/quicktime"},
    {4, "ftyp"sv, "video/mp4"},
    {0, "\x1f\x8b\x08"sv, "application/gzip"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "application/x-7z-compressed"},
    {0, "Rar!\x1a\x07"sv, "application/vnd.rar"},
};

bool holds(std::string_view head, std::string_view what) {
    return head.find(what) != std::string_view::npos;
}

// Office documents are zip archives; the names of their parts tell which.
std::string_view archive_type(std::string_view head) {
    constexpr std::string_view open_document = "mimetypeapplication/vnd.oasis.opendocument.";
    if (head.substr(std::min<std::size_t>(30, head.size())).starts_with(open_document)) {
        const std::string_view kind = head.substr(30 + open_document.size());
        if (kind.starts_with("text")) return "application/vnd.oasis.opendocument.text";
        if (kind.starts_with("spreadsheet"))
            return "application/vnd.oasis.opendocument.spreadsheet";
        if (kind.starts_with("presentation")) {
            return "application/vnd.oasis.opendocument.presentation";
        }
    }
    if (!holds(head, "[Content_Types].xml")) return "application/zip";
    if (holds(head, "word/")) {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if (holds(head, "xl/"))
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (holds(head, "ppt/")) {
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    }
    return "application/zip";
}

bool is_text(std::string_view head) {
    constexpr std::size_t longest_point = 4;
    std::string_view rest = head;
    while (!rest.empty()) {
        const auto point = take_code_point(rest);
        // A character may be cut at the end of what was read, not before.
        if (!point) return rest.size() < longest_point && head.size() >= head_bytes;
        const bool is_layout = *point == '\n' || *point == '\r' || *point == '\t' || *point == '\f';
        if (*point < 0x20 && !is_layout) return false;
    }
    return !head.empty();
}

}  // namespace

std::string_view media_type_of(std::string_view head) {
    if (head.starts_with("PK\x03\x04"sv)) return archive_type(head);
    if (head.starts_with("\x1a\x45\xdf\xa3"sv)) {
        return holds(head.substr(0, 64), "webm") ? "video/webm" : "video/x-matroska";
    }
    for (const Magic& magic : magics) {
        if (head.size() < magic.offset) continue;
        if (head.substr(magic.offset).starts_with(magic.bytes)) return magic.media_type;
    }
    return is_text(head) ? "text/plain" : unknown;
}

bool is_shown_inline(std::string_view media_type) {
    return media_type == "image/png" || media_type == "image/jpeg" || media_type == "image/gif" ||
           media_type == "image/webp";
}

}  // namespace parley::http
