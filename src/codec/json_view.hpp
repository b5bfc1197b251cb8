// A parsed JSON text, looked at through a plain handle: the parser's own headers stay in
// json_view.cpp, for they cost seconds in every unit that sees them.
//
// Bounds: `depth_max` levels. The size of the text is the caller's to limit, before it is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace parley::codec {

constexpr std::size_t depth_max = 32;

enum class JsonKind { null, boolean, integer, number, string, array, object };

// Good only inside the call of `visit_json` that gave it.
class JsonView {
public:
    JsonView() = default;  // Absent: what find() gives where there is no such key.
    explicit JsonView(const void* value) : value_(value) {}

    explicit operator bool() const { return value_ != nullptr; }
    JsonKind kind() const;
    // Each REQUIRES the kind it names.
    bool boolean() const;
    std::optional<std::int64_t> integer() const;  // Nothing above 2^63 - 1.
    double number() const;                        // Of an integer too.
    std::string_view string() const;
    std::size_t size() const;  // Of an array or object.
    JsonView at(std::size_t index) const;
    JsonView find(std::string_view key) const;
    // Of an object, in the order they came.
    std::string_view key_at(std::size_t index) const;
    JsonView value_at(std::size_t index) const;

private:
    const void* value_ = nullptr;
};

class JsonVisitor {
public:
    virtual ~JsonVisitor() = default;
    virtual Result<> visit(JsonView root) = 0;
};

// Parses `text` strictly (RFC 8259, UTF-8) and shows it to `visitor`, whose answer it returns.
// Refuses: malformed_json, too_deep (invalid).
Result<> visit_json(std::string_view text, JsonVisitor& visitor);

}  // namespace parley::codec
