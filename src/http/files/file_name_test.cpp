#include "http/files/file_name.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"

namespace parley::http {
namespace {

TEST_CASE("a name keeps its words and loses what could mislead or harm") {
    CHECK(clean_file_name("报价 2.pdf") == "报价 2.pdf");
    CHECK(clean_file_name("../../etc/passwd") == "passwd");
    CHECK(clean_file_name("C:\\temp\\a.txt") == "a.txt");
    CHECK(clean_file_name("a\r\nb\tc\x01.txt") == "abc.txt");
    CHECK(clean_file_name("photo\u202Egpj.exe") == "photogpj.exe");
    CHECK(clean_file_name("\xff\xfe.txt") == ".txt");
    for (const char* nothing : {"", "/", "..", ".", "\x01", "a/"}) {
        CHECK(clean_file_name(nothing) == "file");
    }
    CHECK(utf8_length(clean_file_name(std::string(5'000, 'x'))) == 200);
}

TEST_CASE("a disposition cannot be broken out of") {
    CHECK(disposition("attachment", "a.txt") == "attachment; filename*=UTF-8''a.txt");
    CHECK(disposition("inline", "a\"; x=\"好") ==
          "inline; filename*=UTF-8''a%22%3B%20x%3D%22%E5%A5%BD");
}

}  // namespace
}  // namespace parley::http
