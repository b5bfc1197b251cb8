#include "http/files/media_type.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley::http {
namespace {

using namespace std::string_literals;

TEST_CASE("a file is what its first bytes say") {
    CHECK(media_type_of("\x89PNG\r\n\x1a\n rest") == "image/png");
    CHECK(media_type_of("\xff\xd8\xff\xe0 rest") == "image/jpeg");
    CHECK(media_type_of("GIF89a...") == "image/gif");
    CHECK(media_type_of("RIFF\x01\x02\x03\x04WEBPVP8 ") == "image/webp");
    CHECK(media_type_of("RIFF\x01\x02\x03\x04WAVEfmt ") == "audio/wav");
    CHECK(media_type_of("%PDF-1.7\n") == "application/pdf");
    CHECK(media_type_of("\x00\x00\x00\x18"s + "ftypM4A ") == "audio/mp4");
    CHECK(media_type_of("\x00\x00\x00\x18"s + "ftypisom") == "video/mp4");
    CHECK(media_type_of("\x1a\x45\xdf\xa3 .... webm") == "video/webm");
    CHECK(media_type_of("OggS") == "audio/ogg");
    CHECK(media_type_of("ID3\x04") == "audio/mpeg");
}

TEST_CASE("archives are told apart by what is in them") {
    const std::string zip = "PK\x03\x04"s + std::string(26, '\0');
    CHECK(media_type_of(zip + "a.txt") == "application/zip");
    CHECK(media_type_of(zip + "[Content_Types].xml ... word/document.xml") ==
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    CHECK(media_type_of(zip + "[Content_Types].xml ... xl/workbook.xml") ==
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    CHECK(media_type_of(zip + "mimetypeapplication/vnd.oasis.opendocument.text") ==
          "application/vnd.oasis.opendocument.text");
}

TEST_CASE("what a browser might run is text, and what is nothing known is bytes") {
    CHECK(media_type_of("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>") ==
          "text/plain");
    CHECK(media_type_of("<!doctype html><script>alert(1)</script>") == "text/plain");
    CHECK(media_type_of("#!/bin/sh\necho 你好\n") == "text/plain");
    CHECK(media_type_of("MZ\x90\x00\x03"s) == "application/octet-stream");
    CHECK(media_type_of("\xff\xfe<\x00s\x00"s) == "application/octet-stream");
    CHECK(media_type_of("") == "application/octet-stream");
    CHECK_FALSE(is_shown_inline("text/plain"));
    CHECK_FALSE(is_shown_inline("application/pdf"));
    CHECK(is_shown_inline("image/png"));
}

TEST_CASE("text cut inside a character is still text, broken text is not") {
    std::string head(head_bytes - 1, 'a');
    CHECK(media_type_of(head + "\xe4") == "text/plain");
    CHECK(media_type_of("short \xe4") == "application/octet-stream");
    CHECK(media_type_of(head.replace(10, 1, "\xff")) == "application/octet-stream");
}

}  // namespace
}  // namespace parley::http
