#include "codec/read.hpp"

namespace parley::codec {
namespace {

std::string escape_pointer(std::string_view key) {
    std::string escaped;
    for (const char c : key) {
        if (c == '~')
            escaped += "~0";
        else if (c == '/')
            escaped += "~1";
        else
            escaped += c;
    }
    return escaped;
}

}  // namespace

bool Failure::refuse(std::string_view why, std::string_view expected) {
    reason = why;
    message = "expected ";
    message += expected;
    return false;
}

bool Failure::inside(std::string_view key) {
    field.insert(0, "/" + escape_pointer(key));
    return false;
}

bool Failure::inside(std::size_t index) { return inside(std::to_string(index)); }

bool read(JsonView json, std::string& out, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "a text");
    out = json.string();
    // No name or text has it, and PostgreSQL could not keep it.
    if (out.find('\0') != out.npos) return failure.refuse("control_character", "no U+0000");
    return true;
}

bool read(JsonView json, bool& out, Failure& failure) {
    if (json.kind() != JsonKind::boolean) return failure.refuse("wrong_type", "true or false");
    out = json.boolean();
    return true;
}

bool read(JsonView json, Instant& out, Failure& failure) {
    std::int64_t ms = 0;
    if (!read_integer(json, 0, integer_max, ms, failure)) return false;
    out = from_ms(ms);
    return true;
}

bool read_integer(JsonView json, std::int64_t min, std::int64_t max, std::int64_t& out,
                  Failure& failure) {
    if (json.kind() != JsonKind::integer) return failure.refuse("wrong_type", "an integer");
    const auto value = json.integer();
    if (!value || *value < min || *value > max) {
        return failure.refuse("out_of_range", "an integer that fits");
    }
    out = *value;
    return true;
}

// The nil id names nothing, so nobody may ask for it; where "none" is meant, null says so.
bool read_id(JsonView json, IdBytes& out, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "an id");
    const auto bytes = parse_id(json.string());
    if (!bytes || *bytes == IdBytes{}) return failure.refuse("unknown_value", "an id");
    out = *bytes;
    return true;
}

Result<> refusal_of(Failure failure) {
    return std::unexpected(Error{Code::invalid, std::string(failure.reason),
                                 std::move(failure.message), std::move(failure.field)});
}

}  // namespace parley::codec
