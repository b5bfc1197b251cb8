#include <doctest/doctest.h>

#include "http/sheet/table.hpp"
#include "http/sheet/zip.hpp"

namespace parley::http {
namespace {

Table sample() {
    Table table;
    table.name = "Queues & more";
    table.headings = {"name", "closed", "share"};
    table.lines = {{std::string("售前, \"A\""), 12.0, 0.5},
                   {std::string("=1+1"), 0.0, std::monostate{}}};
    return table;
}

TEST_CASE("CSV quotes what it must, and no text becomes a formula") {
    CHECK(csv_of(sample()) ==
          "\xEF\xBB\xBFname,closed,share\r\n\"售前, \"\"A\"\"\",12,0.5\r\n'=1+1,0,\r\n");
}

TEST_CASE("the check sum is that of zip") {
    CHECK(crc32_of("123456789") == 0xCBF43926U);  // The catalogue's check value.
    CHECK(crc32_of("") == 0);
}

TEST_CASE("a workbook is a zip whose directory names each part where it lies") {
    const std::string bytes = xlsx_of(sample());
    REQUIRE(bytes.size() > 22);
    const auto number = [&](std::size_t at, int size) {
        std::uint32_t value = 0;
        for (int byte = size - 1; byte >= 0; --byte)
            value = value << 8 | static_cast<unsigned char>(bytes.at(at + byte));
        return value;
    };
    const std::size_t end = bytes.size() - 22;
    CHECK(number(end, 4) == 0x06054b50);
    CHECK(number(end + 10, 2) == 5);
    std::size_t at = number(end + 16, 4);
    for (int file = 0; file < 5; ++file) {
        CAPTURE(file);
        REQUIRE(number(at, 4) == 0x02014b50);
        const std::size_t name = number(at + 28, 2);
        const std::size_t header = number(at + 42, 4);
        CHECK(number(header, 4) == 0x04034b50);
        const std::string content = bytes.substr(header + 30 + name, number(header + 22, 4));
        CHECK(crc32_of(content) == number(header + 14, 4));
        CHECK(content.starts_with("<?xml"));
        at += 46 + name;
    }
    CHECK(at == end);
    CHECK(bytes.find("售前, &quot;A&quot;") != std::string::npos);
    CHECK(bytes.find(R"(<c r="B2"><v>12</v></c>)") != std::string::npos);
    CHECK(bytes.find("C3") == std::string::npos);
}

}  // namespace
}  // namespace parley::http
