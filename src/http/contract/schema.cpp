#include "http/contract/schema.hpp"

#include <set>

#include "codec/types.hpp"
#include "http/contract/bounds.hpp"
#include "http/wire/typescript_docs.hpp"

namespace parley::http {
namespace {

using wire::Declaration;
using wire::Member;
using wire::TypeUse;

JsonObject bare_schema(const TypeUse& use);

JsonObject reference(std::string_view name) {
    return JsonObject().text("$ref", "#/components/schemas/" + std::string(name));
}

JsonObject nullable_schema(const TypeUse& inner) {
    JsonArray either;
    either.raw(bare_schema(inner).finish()).raw(R"({"type":"null"})");
    return JsonObject().raw("anyOf", either.finish());
}

JsonObject pair_schema(const TypeUse& use) {
    JsonArray both;
    for (const TypeUse& part : use.parts) both.raw(bare_schema(part).finish());
    return JsonObject()
        .text("type", "array")
        .raw("prefixItems", both.finish())
        .number("minItems", 2)
        .number("maxItems", 2);
}

JsonObject bare_schema(const TypeUse& use) {
    using Kind = TypeUse::Kind;
    switch (use.kind) {
        case Kind::text: return JsonObject().text("type", "string");
        case Kind::boolean: return JsonObject().text("type", "boolean");
        case Kind::small_integer:
            return JsonObject().text("type", "integer").text("format", "int32");
        case Kind::integer: return JsonObject().text("type", "integer").text("format", "int64");
        case Kind::instant: return reference("EpochMs");
        case Kind::id: return reference("Id");
        case Kind::text_map:
            return JsonObject()
                .text("type", "object")
                .raw("additionalProperties", R"({"type":"string"})");
        case Kind::literal: return JsonObject().text("type", "string").text("const", use.name);
        case Kind::list:
            return JsonObject().text("type", "array").add("items", bare_schema(use.parts[0]));
        case Kind::pair: return pair_schema(use);
        case Kind::nullable: return nullable_schema(use.parts[0]);
        case Kind::named: return reference(use.name);
    }
    PARLEY_ASSERT(false);
}

const Declaration& declaration_of(std::string_view name) {
    for (const Declaration& type : wire::catalogue().declarations()) {
        if (type.name == name) return type;
    }
    PARLEY_ASSERT(false);
}

void collect_named(const TypeUse& use, std::set<std::string>& into);

void collect_type(const std::string& name, std::set<std::string>& into) {
    if (!into.insert(name).second) return;
    const Declaration& type = declaration_of(name);
    for (const Member& member : type.members) collect_named(member.type, into);
    for (const TypeUse& alternative : type.alternatives) collect_named(alternative, into);
}

void collect_named(const TypeUse& use, std::set<std::string>& into) {
    if (use.kind == TypeUse::Kind::named) collect_type(use.name, into);
    for (const TypeUse& part : use.parts) collect_named(part, into);
}

std::set<std::string> reach_of_requests() {
    std::set<std::string> names;
    collect_type("ClientFrame", names);
    for (const Chapter& chapter : chapters()) {
        for (const Operation& operation : chapter.operations) {
            if (operation.takes.kind != Shape::Kind::one) continue;
            collect_type(wire::catalogue().name_of(*operation.takes.type), names);
        }
    }
    return names;
}

// Bounds hold what comes in; what is stored was held to them, and may be older than they are.
JsonObject bounded_schema(const TypeUse& use, const Bound* bound) {
    using Kind = TypeUse::Kind;
    if (use.kind == Kind::list) {
        const std::size_t entries =
            bound != nullptr && bound->entries_max > 0 ? bound->entries_max : use.max;
        return JsonObject()
            .text("type", "array")
            .add("items", bounded_schema(use.parts[0], bound))
            .number("maxItems", static_cast<std::int64_t>(entries));
    }
    JsonObject schema = bare_schema(use);
    if (bound == nullptr) return schema;
    const bool is_text = use.kind == Kind::text;
    if (bound->min) schema.number(is_text ? "minLength" : "minimum", *bound->min);
    if (bound->max) schema.number(is_text ? "maxLength" : "maximum", *bound->max);
    if (!bound->pattern.empty()) schema.text("pattern", bound->pattern);
    return schema;
}

JsonObject member_schema(const Declaration& type, const Member& member) {
    const std::string name = type.name + "." + member.name;
    JsonObject schema = is_of_request(type.name) ? bounded_schema(member.type, find_bound(name))
                                                 : bare_schema(member.type);
    const std::string_view remark = wire::typescript_doc(name);
    if (!remark.empty()) schema.text("description", remark);
    return schema;
}

JsonObject record_schema(const Declaration& type) {
    JsonObject properties;
    JsonArray required;
    for (const Member& member : type.members) {
        properties.add(member.name, member_schema(type, member));
        if (!member.may_be_absent) required.text(member.name);
    }
    JsonObject schema;
    schema.text("type", "object");
    const std::string_view remark = wire::typescript_doc(type.name);
    if (!remark.empty()) schema.text("description", remark);
    schema.add("properties", properties);
    if (!required.is_empty()) schema.raw("required", required.finish());
    return schema;
}

JsonObject words_schema(const Declaration& type) {
    JsonArray words;
    for (const std::string& word : type.words) words.text(word);
    return JsonObject().text("type", "string").raw("enum", words.finish());
}

// The union is told apart by `type`, which each alternative holds as a constant.
JsonObject either_schema(const Declaration& type) {
    JsonArray alternatives;
    JsonObject mapping;
    for (const TypeUse& use : type.alternatives) {
        alternatives.raw(reference(use.name).finish());
        const std::string& word = declaration_of(use.name).members.at(0).type.name;
        mapping.text(word, "#/components/schemas/" + use.name);
    }
    JsonObject discriminator;
    discriminator.text("propertyName", "type").add("mapping", mapping);
    return JsonObject().raw("oneOf", alternatives.finish()).add("discriminator", discriminator);
}

JsonObject declared_schema(const Declaration& type) {
    switch (type.kind) {
        case Declaration::Kind::words: return words_schema(type);
        case Declaration::Kind::record: return record_schema(type);
        case Declaration::Kind::either: return either_schema(type);
        case Declaration::Kind::foreign:
            return JsonObject()
                .text("type", "object")
                .text("description", "Read strictly; docs/guide/conditions.md shows its form.");
    }
    PARLEY_ASSERT(false);
}

JsonObject page_schema(const std::string& item) {
    JsonObject properties;
    properties.add("items", JsonObject().text("type", "array").add("items", reference(item)));
    properties.raw("next_cursor",
                   R"({"type":["string","null"],"description":"Asks for the next page; null: )"
                   R"(this is the last."})");
    return JsonObject()
        .text("type", "object")
        .add("properties", properties)
        .raw("required", R"(["items","next_cursor"])");
}

void add_pages(JsonObject& schemas) {
    std::set<std::string> made;
    for (const Chapter& chapter : chapters()) {
        for (const Operation& operation : chapter.operations) {
            if (operation.gives.kind != Shape::Kind::page) continue;
            if (!made.insert(component_name(operation.gives)).second) continue;
            const std::string& item = wire::catalogue().name_of(*operation.gives.type);
            schemas.add(component_name(operation.gives), page_schema(item));
        }
    }
}

}  // namespace

JsonObject component_schemas() {
    JsonObject schemas;
    schemas.add("Id", JsonObject().text("type", "string").text("format", "uuid"));
    schemas.add("EpochMs",
                JsonObject()
                    .text("type", "integer")
                    .text("format", "int64")
                    .number("minimum", 0)
                    .number("maximum", codec::integer_max)
                    .text("description", "Milliseconds since 1970-01-01 UTC; 0 means \"never\"."));
    for (const Declaration& type : wire::catalogue().declarations()) {
        schemas.add(type.name, declared_schema(type));
    }
    add_pages(schemas);
    return schemas;
}

bool is_of_request(const std::string& type) {
    static const std::set<std::string> names = reach_of_requests();
    return names.contains(type);
}

std::string schema_reference(std::string_view name) { return reference(name).finish(); }

std::string component_name(const Shape& shape) {
    const std::string& name = wire::catalogue().name_of(*shape.type);
    return shape.kind == Shape::Kind::page ? name + "Page" : name;
}

std::string schema_of(const Shape& shape) { return schema_reference(component_name(shape)); }

}  // namespace parley::http
