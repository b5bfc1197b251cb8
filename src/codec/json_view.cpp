#include "codec/json_view.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/assert.hpp"

namespace parley::codec {
namespace {

namespace json = boost::json;

// A frame or body of ordinary size is parsed without touching the heap.
constexpr std::size_t stack_bytes = 4'096;

const json::value& value_of(const void* handle) {
    PARLEY_ASSERT(handle != nullptr);
    return *static_cast<const json::value*>(handle);
}

}  // namespace

JsonKind JsonView::kind() const {
    switch (value_of(value_).kind()) {
        case json::kind::null: return JsonKind::null;
        case json::kind::bool_: return JsonKind::boolean;
        case json::kind::int64:
        case json::kind::uint64: return JsonKind::integer;
        case json::kind::double_: return JsonKind::number;
        case json::kind::string: return JsonKind::string;
        case json::kind::array: return JsonKind::array;
        case json::kind::object: return JsonKind::object;
    }
    PARLEY_ASSERT(false);
}

bool JsonView::boolean() const { return value_of(value_).get_bool(); }

std::optional<std::int64_t> JsonView::integer() const {
    const json::value& value = value_of(value_);
    if (const std::int64_t* number = value.if_int64()) return *number;
    return std::nullopt;
}

double JsonView::number() const { return value_of(value_).to_number<double>(); }

std::string_view JsonView::string() const {
    const json::string& text = value_of(value_).get_string();
    return {text.data(), text.size()};
}

std::size_t JsonView::size() const {
    const json::value& value = value_of(value_);
    return value.is_array() ? value.get_array().size() : value.get_object().size();
}

JsonView JsonView::at(std::size_t index) const {
    return JsonView(&value_of(value_).get_array()[index]);
}

JsonView JsonView::find(std::string_view key) const {
    return JsonView(value_of(value_).get_object().if_contains({key.data(), key.size()}));
}

std::string_view JsonView::key_at(std::size_t index) const {
    const auto key = value_of(value_).get_object().begin()[index].key();
    return {key.data(), key.size()};
}

JsonView JsonView::value_at(std::size_t index) const {
    return JsonView(&value_of(value_).get_object().begin()[index].value());
}

Result<> visit_json(std::string_view text, JsonVisitor& visitor) {
    unsigned char buffer[stack_bytes];
    json::monotonic_resource memory(buffer);
    json::parse_options options;
    options.max_depth = depth_max;
    json::error_code error;
    const json::value root = json::parse({text.data(), text.size()}, error, &memory, options);
    if (error == json::error::too_deep) {
        return refuse(Code::invalid, "too_deep", "nested deeper than 32 levels");
    }
    if (error) return refuse(Code::invalid, "malformed_json", error.message());
    return visitor.visit(JsonView(&root));
}

}  // namespace parley::codec
