#include <fmt/format.h>

#include "http/sheet/table.hpp"
#include "http/sheet/zip.hpp"

namespace parley::http {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                  "\n";

// Also without what XML 1.0 has no place for.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') safe += c;
        }
    }
    return safe;
}

// 0 is A, 25 is Z, 26 is AA.
std::string column_name(std::size_t column) {
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

struct PutCell {
    std::string& to;
    std::string place;

    void operator()(std::monostate) const {}
    void operator()(const std::string& text) const {
        to += fmt::format(R"(<c r="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>)",
                          place, escaped(text));
    }
    void operator()(double number) const {
        to += fmt::format(R"(<c r="{}"><v>{}</v></c>)", place, number);
    }
};

void add_line(std::string& to, std::size_t number, const std::vector<Table::Cell>& cells) {
    to += fmt::format(R"(<row r="{}">)", number);
    for (std::size_t at = 0; at < cells.size(); ++at)
        std::visit(PutCell{to, fmt::format("{}{}", column_name(at), number)}, cells[at]);
    to += "</row>";
}

std::string sheet_of(const Table& table) {
    std::string xml(head);
    xml += R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
           R"(<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" )"
           R"(activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>)";
    std::vector<Table::Cell> headings(table.headings.begin(), table.headings.end());
    add_line(xml, 1, headings);
    for (std::size_t at = 0; at < table.lines.size(); ++at) add_line(xml, at + 2, table.lines[at]);
    xml += "</sheetData></worksheet>";
    return xml;
}

std::string workbook_of(const Table& table) {
    return fmt::format(
        R"({}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
        R"(<sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>)",
        head, escaped(table.name));
}

constexpr std::string_view types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" )"
    R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)";

std::string relation_to(std::string_view kind, std::string_view target) {
    return fmt::format(
        R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Id="rId1" Type=)"
        R"("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" )"
        R"(Target="{}"/></Relationships>)",
        head, kind, target);
}

}  // namespace

std::string xlsx_of(const Table& table) {
    ZipArchive archive;
    archive.add("[Content_Types].xml", std::string(head) + std::string(types));
    archive.add("_rels/.rels", relation_to("officeDocument", "xl/workbook.xml"));
    archive.add("xl/workbook.xml", workbook_of(table));
    archive.add("xl/_rels/workbook.xml.rels", relation_to("worksheet", "worksheets/sheet1.xml"));
    archive.add("xl/worksheets/sheet1.xml", sheet_of(table));
    return archive.finish();
}

}  // namespace parley::http
