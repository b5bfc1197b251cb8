// Puts JSON together that no described type stands for: the contract's own document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::http {

// "text" with what JSON wants escaped.
std::string json_string(std::string_view text);

class JsonObject {
public:
    JsonObject& text(std::string_view key, std::string_view value);
    JsonObject& number(std::string_view key, std::int64_t value);
    JsonObject& flag(std::string_view key, bool value);
    // REQUIRES: `json` is JSON.
    JsonObject& raw(std::string_view key, std::string_view json);
    JsonObject& add(std::string_view key, const JsonObject& value) {
        return raw(key, value.finish());
    }

    std::string finish() const { return "{" + members_ + "}"; }
    bool is_empty() const { return members_.empty(); }

private:
    std::string members_;
};

class JsonArray {
public:
    JsonArray& text(std::string_view value) { return raw(json_string(value)); }
    // REQUIRES: `json` is JSON.
    JsonArray& raw(std::string_view json);

    std::string finish() const { return "[" + items_ + "]"; }
    bool is_empty() const { return items_.empty(); }

private:
    std::string items_;
};

}  // namespace parley::http
