// to_json: a described struct straight into text, without a tree in between.
//
// Strings are written as they are, UTF-8 with the two escapes JSON needs and control characters as
// \u00xx; whoever stores text has judged it to be UTF-8. An absent optional leaves its key out.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <string>
#include <string_view>

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "codec/traits.hpp"

namespace parley::codec {

void write(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t value);
void write_id(std::string& out, const IdBytes& bytes);

inline void write(std::string& out, const std::string& text) { write(out, std::string_view(text)); }
template <std::same_as<bool> T>  // A template, so that no pointer turns into a bool.
void write(std::string& out, T value) {
    out += value ? "true" : "false";
}
inline void write(std::string& out, Instant value) { write_integer(out, to_ms(value)); }

template <AnyInteger T>
void write(std::string& out, T value) {
    write_integer(out, value);
}
template <AnyId T>
void write(std::string& out, const T& id) {
    write_id(out, id.bytes());
}
template <AnyEnum T>
void write(std::string& out, T value) {
    write(out, name_of(value));
}
template <FixedText Word>
void write(std::string& out, const Literal<Word>&) {
    write(out, Word.view());
}

template <TextMap T>
void write(std::string& out, const T& map);
template <class T>
void write(std::string& out, const Nullable<T>& value);
template <AnyVector T>
void write(std::string& out, const T& items);
template <class A, class B>
void write(std::string& out, const std::pair<A, B>& pair);
template <class... Ts>
void write(std::string& out, const std::variant<Ts...>& value);
template <AnyStruct T>
void write(std::string& out, const T& value);

template <TextMap T>
void write(std::string& out, const T& map) {
    char before = '{';
    for (const auto& [key, text] : map) {
        out += before;
        write(out, key);
        out += ':';
        write(out, text);
        before = ',';
    }
    out += map.empty() ? "{}" : "}";
}

template <class T>
void write(std::string& out, const Nullable<T>& value) {
    if (value)
        write(out, *value);
    else
        out += "null";
}

template <AnyVector T>
void write(std::string& out, const T& items) {
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += ',';
        first = false;
        write(out, item);
    }
    out += ']';
}

template <class A, class B>
void write(std::string& out, const std::pair<A, B>& pair) {
    out += '[';
    write(out, pair.first);
    out += ',';
    write(out, pair.second);
    out += ']';
}

template <class... Ts>
void write(std::string& out, const std::variant<Ts...>& value) {
    std::visit([&out](const auto& alternative) { write(out, alternative); }, value);
}

inline void write_key(std::string& out, bool& first, std::string_view name) {
    out += first ? "{\"" : ",\"";
    first = false;
    out += name;
    out += "\":";
}

template <AnyStruct T>
void write(std::string& out, const T& value) {
    bool first = true;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
        const auto& field = value.*member.pointer;
        using Member = std::remove_cvref_t<decltype(field)>;
        if constexpr (is_a<Member, std::optional>) {
            if (!field) return;
            write_key(out, first, member.name);
            write(out, *field);
        } else if constexpr (is_a<Member, Patch>) {
            if (!field.is_present()) return;
            write_key(out, first, member.name);
            write(out, field.value());
        } else {
            write_key(out, first, member.name);
            write(out, field);
        }
    });
    out += first ? "{}" : "}";
}

template <class T>
std::string to_json(const T& value) {
    std::string out;
    out.reserve(512);
    write(out, value);
    return out;
}

}  // namespace parley::codec
