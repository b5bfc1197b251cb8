// A table to be opened elsewhere, as CSV or XLSX: a line of headings, then lines of cells.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace parley::http {

struct Table {
    using Cell = std::variant<std::monostate, std::string, double>;  // monostate: empty.

    std::string name;  // Of the sheet.
    std::vector<std::string> headings;
    std::vector<std::vector<Cell>> lines;
};

// RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know it. A text that a spreadsheet
// would take for a formula gets an apostrophe before it.
std::string csv_of(const Table& table);
// ECMA-376, part 1: one sheet, texts written inline.
std::string xlsx_of(const Table& table);

}  // namespace parley::http
