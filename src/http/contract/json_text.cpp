#include "http/contract/json_text.hpp"

#include "codec/write.hpp"

namespace parley::http {

std::string json_string(std::string_view text) {
    std::string out;
    codec::write(out, text);
    return out;
}

JsonObject& JsonObject::raw(std::string_view key, std::string_view json) {
    if (!members_.empty()) members_ += ',';
    members_ += json_string(key);
    members_ += ':';
    members_ += json;
    return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
    return raw(key, json_string(value));
}

JsonObject& JsonObject::number(std::string_view key, std::int64_t value) {
    return raw(key, std::to_string(value));
}

JsonObject& JsonObject::flag(std::string_view key, bool value) {
    return raw(key, value ? "true" : "false");
}

JsonArray& JsonArray::raw(std::string_view json) {
    if (!items_.empty()) items_ += ',';
    items_ += json;
    return *this;
}

}  // namespace parley::http
