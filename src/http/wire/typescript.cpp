#include "http/wire/typescript.hpp"

#include "base/assert.hpp"
#include "http/wire/catalogue.hpp"
#include "http/wire/client_frame.hpp"
#include "http/wire/close_codes.hpp"
#include "http/wire/typescript_docs.hpp"
#include "rules/condition.hpp"

namespace parley::wire {
namespace {

constexpr std::size_t columns = 110;

std::string type_of(const TypeUse& use) {
    using Kind = TypeUse::Kind;
    switch (use.kind) {
        case Kind::text: return "string";
        case Kind::boolean: return "boolean";
        case Kind::small_integer:
        case Kind::integer: return "number";
        case Kind::instant: return "EpochMs";
        case Kind::id: return "Id";
        case Kind::text_map: return "Record<string, string>";
        case Kind::literal: return "'" + use.name + "'";
        case Kind::list: return type_of(use.parts[0]) + "[]";
        case Kind::pair: return "[" + type_of(use.parts[0]) + ", " + type_of(use.parts[1]) + "]";
        case Kind::nullable: return type_of(use.parts[0]) + " | null";
        case Kind::named: return use.name;
    }
    PARLEY_ASSERT(false);
}

// Recursive, and told apart by its keys: docs/guide/conditions.md.
constexpr std::string_view condition_text =
    "export interface FactTest {\n"
    "  fact: string\n"
    "  test: Comparison\n"
    "  value?: string | number\n"
    "  values?: string[]\n"
    "  from?: number\n"
    "  to?: number\n"
    "  seconds?: number\n"
    "}\n"
    "export interface DayTimeTest { time_from: string; time_to: string; zone?: string }\n"
    "export interface WeekdayTest { weekdays: string[]; zone?: string }\n"
    "export interface CalendarTest { within_calendar: string }\n"
    "export interface HappenedTest {\n"
    "  happened: string\n"
    "  test: Comparison\n"
    "  times: number\n"
    "  today?: boolean\n"
    "  within_seconds?: number\n"
    "  zone?: string\n"
    "  same?: string\n"
    "}\n"
    "/** docs/guide/conditions.md */\n"
    "export type Condition =\n"
    "  | { all: Condition[] }\n"
    "  | { any: Condition[] }\n"
    "  | { not: Condition }\n"
    "  | FactTest\n"
    "  | DayTimeTest\n"
    "  | WeekdayTest\n"
    "  | CalendarTest\n"
    "  | HappenedTest\n";

constexpr std::string_view calendar_text =
    "/** A `to` that is not later than its `from` is of the next day. */\n"
    "export interface OpenHours { from: string; to: string }\n"
    "export interface CalendarException {\n"
    "  first: string\n"
    "  last: string\n"
    "  name: string\n"
    "  hours: OpenHours[]\n"
    "}\n"
    "/** A day left out of `week` is closed; an empty zone is the workspace's. */\n"
    "export interface CalendarTerms {\n"
    "  zone: string\n"
    "  week: Record<string, OpenHours[]>\n"
    "  exceptions: CalendarException[]\n"
    "}\n";

class Text {
public:
    void add(std::string_view lines) { out_ += lines; }

    void heading(const std::string& title) {
        if (title == heading_) return;
        heading_ = title;
        out_ += "\n// ---------------------------------------------------------------- ";
        out_ += title;
        out_ += "\n\n";
    }

    void declare(const Declaration& type) {
        switch (type.kind) {
            case Declaration::Kind::words: return alias(type.name, quoted(type.words));
            case Declaration::Kind::record: return interface(type);
            case Declaration::Kind::either: return alias(type.name, named(type.alternatives));
            case Declaration::Kind::foreign: return foreign(type.name);
        }
    }

    std::string finish() {
        PARLEY_ASSERT(remarks_ == typescript_doc_count());
        return std::move(out_);
    }

private:
    void foreign(std::string_view name) {
        if (name == "CalendarTerms") return add(calendar_text);
        std::vector<std::string> comparisons;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<rules::Comparison>>(
            [&](auto one) { comparisons.emplace_back(one.name); });
        alias("Comparison", quoted(comparisons));
        add(condition_text);
    }

    static std::vector<std::string> quoted(const std::vector<std::string>& words) {
        std::vector<std::string> parts;
        for (const std::string& word : words) parts.push_back("'" + word + "'");
        return parts;
    }

    static std::vector<std::string> named(const std::vector<TypeUse>& alternatives) {
        std::vector<std::string> parts;
        for (const TypeUse& use : alternatives) parts.push_back(type_of(use));
        return parts;
    }

    void remark(const std::string& name, std::string_view indent) {
        const std::string_view text = typescript_doc(name);
        if (text.empty()) return;
        ++remarks_;
        out_ += indent;
        out_ += "/** ";
        out_ += text;
        out_ += " */\n";
    }

    void alias(std::string_view name, const std::vector<std::string>& parts) {
        std::string line = "export type " + std::string(name) + " =";
        std::string joined;
        for (const std::string& part : parts) joined += (joined.empty() ? " " : " | ") + part;
        if (line.size() + joined.size() <= columns) {
            out_ += line + joined + "\n";
            return;
        }
        out_ += line;
        std::size_t used = columns;
        for (const std::string& part : parts) {
            if (used + part.size() + 3 > columns) {
                out_ += "\n ";
                used = 1;
            }
            out_ += " | " + part;
            used += part.size() + 3;
        }
        out_ += "\n";
    }

    void interface(const Declaration& type) {
        remark(type.name, "");
        const std::string head = "export interface " + type.name + " {";
        std::string line = head;
        bool remarked = false;
        std::vector<std::string> members;
        for (const Member& member : type.members) {
            members.push_back(member.name + (member.may_be_absent ? "?: " : ": ") +
                              type_of(member.type));
            line += (line.size() == head.size() ? " " : "; ") + members.back();
            remarked |= !typescript_doc(type.name + "." + member.name).empty();
        }
        line += " }\n";
        if (!remarked && line.size() <= columns) {
            out_ += line;
            return;
        }
        out_ += head + "\n";
        for (std::size_t i = 0; i < members.size(); ++i) {
            remark(type.name + "." + type.members[i].name, "  ");
            out_ += "  " + members[i] + "\n";
        }
        out_ += "}\n";
    }

    std::string out_;
    std::string heading_;
    std::size_t remarks_ = 0;
};

void add_close_codes(Text& out) {
    out.add(
        "\n/** Close codes beyond RFC 6455's: what a client does about each. */\n"
        "export const CLOSE_CODES = {\n");
    for (const CloseCode& close : close_codes) {
        out.add("  " + std::to_string(close.code) + ": '" + std::string(close.advice) + "',\n");
    }
    out.add("} as const\n");
}

}  // namespace

std::string typescript_contract() {
    Text out;
    out.add(
        "// Generated from the server's described types by `parley contract typescript`. "
        "Do not edit by hand.\n\n");
    out.add("export const PROTOCOL_VERSION = " + std::to_string(protocol_version) + "\n\n");
    out.add(
        "export type Id = string\n"
        "/** Milliseconds since 1970-01-01 UTC; 0 means \"never\". */\n"
        "export type EpochMs = number\n"
        "export interface Page<T> { items: T[]; next_cursor: string | null }\n\n");
    for (const Declaration& type : catalogue().declarations()) {
        out.heading(type.section);
        out.declare(type);
    }
    add_close_codes(out);
    return out.finish();
}

}  // namespace parley::wire
