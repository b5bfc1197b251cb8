// Lists of contacts: their tags and values, the scheme these come from, and a session's head
// starts.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/enum_names.hpp"
#include "ports/repository.hpp"
#include "store/word_list.hpp"

namespace parley {
namespace {

boost::json::value parsed(std::string_view text) {
    boost::json::error_code error;
    boost::json::value value = boost::json::parse(text, error);
    if (error) throw StoreBroken("a list in the database is no JSON");
    return value;
}

boost::json::array objects_in(std::string_view text) {
    boost::json::value value = parsed(text);
    if (!value.is_array()) throw StoreBroken("a list in the database is not a list");
    for (const boost::json::value& each : value.get_array()) {
        if (!each.is_object()) throw StoreBroken("a list in the database holds no objects");
    }
    return std::move(value.get_array());
}

std::string text_of(const boost::json::value& value) {
    if (!value.is_string()) throw StoreBroken("a list in the database lacks a text");
    return std::string(value.get_string().c_str(), value.get_string().size());
}

std::string text_at(const boost::json::value& object, std::string_view name) {
    const auto* found = object.get_object().if_contains(name);
    if (found == nullptr) throw StoreBroken("an object in the database lacks a text");
    return text_of(*found);
}

}  // namespace

std::string format_words(const std::vector<Tag>& tags) {
    boost::json::array array;
    for (const Tag& tag : tags)
        array.push_back({{"id", tag.id.text()}, {"name", tag.name}, {"colour", tag.colour}});
    return boost::json::serialize(array);
}

void parse_words(std::string_view text, std::vector<Tag>& tags) {
    tags.clear();
    for (const boost::json::value& object : objects_in(text)) {
        const auto id = TagId::parse(text_at(object, "id"));
        if (!id) throw StoreBroken("a tag in the database has no id");
        tags.push_back({*id, text_at(object, "name"), text_at(object, "colour")});
    }
}

std::string format_words(const std::vector<ContactField>& fields) {
    boost::json::array array;
    for (const ContactField& field : fields) {
        array.push_back({{"key", field.key},
                         {"name", field.name},
                         {"kind", std::string(name_of(field.kind))},
                         {"choices", format_words(field.choices)}});
    }
    return boost::json::serialize(array);
}

void parse_words(std::string_view text, std::vector<ContactField>& fields) {
    fields.clear();
    for (const boost::json::value& object : objects_in(text)) {
        const auto kind = enum_named<FieldKind>(text_at(object, "kind"));
        if (!kind) throw StoreBroken("a field in the database is of no known kind");
        ContactField field{text_at(object, "key"), text_at(object, "name"), *kind, {}};
        parse_words(text_at(object, "choices"), field.choices);
        fields.push_back(std::move(field));
    }
}

std::string format_words(const std::map<std::string, std::string>& values) {
    boost::json::object object;
    for (const auto& [key, value] : values) object[key] = value;
    return boost::json::serialize(object);
}

void parse_words(std::string_view text, std::map<std::string, std::string>& values) {
    values.clear();
    const boost::json::value object = parsed(text);
    if (!object.is_object()) throw StoreBroken("values in the database are no object");
    for (const auto& member : object.get_object())
        values.emplace(std::string(member.key()), text_of(member.value()));
}

std::string format_words(const std::vector<HeadStart>& head_starts) {
    boost::json::array array;
    for (const HeadStart& one : head_starts)
        array.push_back({{"rule", one.rule}, {"seconds", one.seconds}});
    return boost::json::serialize(array);
}

void parse_words(std::string_view text, std::vector<HeadStart>& head_starts) {
    head_starts.clear();
    for (const boost::json::value& object : objects_in(text)) {
        const auto* seconds = object.get_object().if_contains("seconds");
        if (seconds == nullptr || !seconds->is_int64())
            throw StoreBroken("a head start in the database has no length");
        head_starts.push_back({text_at(object, "rule"), static_cast<int>(seconds->get_int64())});
    }
}

}  // namespace parley
