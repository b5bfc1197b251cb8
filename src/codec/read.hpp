// from_json<T>: JSON text into a described struct, or a refusal that says where.
//
// Refuses, all with Code::invalid and `field` a JSON pointer (RFC 6901):
//     malformed_json, too_deep         the text itself (json_view.hpp)
//     missing_field                    a required key is not there
//     wrong_type                       a text where a number belongs, 1.0 where an integer does
//     unknown_value                    no such enumerator, literal or id
//     out_of_range                     an integer or a list beyond its bound
// Keys nobody asked for are ignored, so that a newer client may talk to an older server.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "codec/json_view.hpp"
#include "codec/traits.hpp"

namespace parley::codec {

// What is wrong, and the pointer to it: built from the inside out on the way back.
struct Failure {
    std::string_view reason;
    std::string message;
    std::string field;

    bool refuse(std::string_view why, std::string_view expected);  // Always false.
    bool inside(std::string_view key);                             // Always false.
    bool inside(std::size_t index);
};

bool read(JsonView json, std::string& out, Failure& failure);
bool read(JsonView json, bool& out, Failure& failure);
bool read(JsonView json, Instant& out, Failure& failure);
bool read_integer(JsonView json, std::int64_t min, std::int64_t max, std::int64_t& out,
                  Failure& failure);
bool read_id(JsonView json, IdBytes& out, Failure& failure);

template <AnyInteger T>
bool read(JsonView json, T& out, Failure& failure) {
    constexpr std::int64_t limit = sizeof(T) < 8 ? std::numeric_limits<T>::max() : integer_max;
    std::int64_t wide = 0;
    if (!read_integer(json, -limit, limit, wide, failure)) return false;
    out = static_cast<T>(wide);
    return true;
}

template <AnyId T>
bool read(JsonView json, T& out, Failure& failure) {
    IdBytes bytes{};
    if (!read_id(json, bytes, failure)) return false;
    out = T(bytes);
    return true;
}

template <AnyEnum T>
bool read(JsonView json, T& out, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "a word");
    const auto value = enum_named<T>(json.string());
    if (!value) return failure.refuse("unknown_value", "one of the declared words");
    out = *value;
    return true;
}

template <FixedText Word>
bool read(JsonView json, Literal<Word>&, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "a word");
    if (json.string() != Word.view()) return failure.refuse("unknown_value", Word.view());
    return true;
}

template <TextMap T>
bool read(JsonView json, T& out, Failure& failure);
template <class T>
bool read(JsonView json, std::optional<T>& out, Failure& failure);
template <class T>
bool read(JsonView json, Nullable<T>& out, Failure& failure);
template <class T>
bool read(JsonView json, Patch<T>& out, Failure& failure);
template <AnyVector T>
bool read(JsonView json, T& out, Failure& failure);
template <class... Ts>
bool read(JsonView json, std::variant<Ts...>& out, Failure& failure);
template <AnyStruct T>
bool read(JsonView json, T& out, Failure& failure);

template <TextMap T>
bool read(JsonView json, T& out, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    if (json.size() > list_max_default) return failure.refuse("out_of_range", "too many members");
    for (std::size_t i = 0; i < json.size(); ++i) {
        std::string text;
        if (!read(json.value_at(i), text, failure)) return failure.inside(json.key_at(i));
        out.insert_or_assign(std::string(json.key_at(i)), std::move(text));
    }
    return true;
}

template <class T>
bool read(JsonView json, std::optional<T>& out, Failure& failure) {
    return read(json, out.emplace(), failure);
}

template <class T>
bool read(JsonView json, Nullable<T>& out, Failure& failure) {
    if (json.kind() == JsonKind::null) {
        out = {};
        return true;
    }
    T value{};
    if (!read(json, value, failure)) return false;
    out = std::move(value);
    return true;
}

template <class T>
bool read(JsonView json, Patch<T>& out, Failure& failure) {
    Nullable<T> value;
    if (!read(json, value, failure)) return false;
    out = std::move(value);
    return true;
}

template <AnyVector T>
bool read(JsonView json, T& out, Failure& failure) {
    constexpr std::size_t max = [] {
        if constexpr (is_list<T>)
            return T::max;
        else
            return list_max_default;
    }();
    if (json.kind() != JsonKind::array) return failure.refuse("wrong_type", "a list");
    if (json.size() > max) {
        return failure.refuse("out_of_range", "at most " + std::to_string(max) + " items");
    }
    out.resize(json.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!read(json.at(i), out[i], failure)) return failure.inside(i);
    }
    return true;
}

// A union is told apart by its `type`, a Literal in every alternative.
template <class... Ts>
bool read(JsonView json, std::variant<Ts...>& out, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    const JsonView type = json.find("type");
    if (!type) return failure.refuse("missing_field", "a type") || failure.inside("type");
    if (type.kind() != JsonKind::string) {
        return failure.refuse("wrong_type", "a word") || failure.inside("type");
    }
    const auto as = [&]<class T>(bool& ok) {
        if (type.string() != decltype(T::type)::word) return false;
        ok = read(json, out.template emplace<T>(), failure);
        return true;
    };
    bool ok = false;
    if ((as.template operator()<Ts>(ok) || ...)) return ok;
    return failure.refuse("unknown_value", "a known type") || failure.inside("type");
}

template <AnyStruct T>
bool read(JsonView json, T& out, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    bool ok = true;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
        if (!ok) return;
        using Member = std::remove_reference_t<decltype(out.*member.pointer)>;
        const JsonView value = json.find(member.name);
        if (value) {
            ok = read(value, out.*member.pointer, failure) || failure.inside(member.name);
        } else if constexpr (!MayBeAbsent<Member>) {
            ok = failure.refuse("missing_field", "a value") || failure.inside(member.name);
        }
    });
    return ok;
}

Result<> refusal_of(Failure failure);

template <class T>
Result<T> from_json(std::string_view text) {
    struct Reader final : JsonVisitor {
        T value{};
        Result<> visit(JsonView root) override {
            Failure failure;
            if (read(root, value, failure)) return {};
            return refusal_of(std::move(failure));
        }
    };
    Reader reader;
    CHECKED(visit_json(text, reader));
    return std::move(reader.value);
}

}  // namespace parley::codec
