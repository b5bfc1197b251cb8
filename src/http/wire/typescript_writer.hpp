// Writes described types as TypeScript. A type must be declared before it is used by another.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <map>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "base/assert.hpp"
#include "base/time.hpp"
#include "codec/traits.hpp"
#include "http/wire/page.hpp"

namespace parley::wire {

class TypescriptWriter {
public:
    static constexpr std::size_t columns = 110;

    struct Field {
        std::string name;
        std::string text;  // "name?: Type"
    };

    template <codec::AnyEnum T>
    void words(std::string_view name) {
        names_.emplace(typeid(T), name);
        std::vector<std::string> parts;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto word) { parts.push_back("'" + std::string(word.name) + "'"); });
        alias(name, parts);
    }

    template <codec::AnyStruct T>
    void type(std::string_view name) {
        names_.emplace(typeid(T), name);
        std::vector<Field> fields;
        boost::mp11::mp_for_each<codec::MembersOf<T>>([&](auto member) {
            using Member = std::remove_reference_t<decltype(std::declval<T&>().*member.pointer)>;
            const std::string mark = codec::MayBeAbsent<Member> ? "?: " : ": ";
            fields.push_back({member.name, member.name + mark + type_of<Member>()});
        });
        interface(name, fields);
    }

    template <codec::AnyUnion T>
    void either(std::string_view name) {
        std::vector<std::string> parts;
        collect(static_cast<T*>(nullptr), parts);
        alias(name, parts);
    }

    void text(std::string_view lines) { out_ += lines; }
    void heading(std::string_view title);
    std::string finish();  // REQUIRES: every remark has found its place.

private:
    template <class... Ts>
    void collect(std::variant<Ts...>*, std::vector<std::string>& parts) const {
        (parts.push_back(type_of<Ts>()), ...);
    }

    template <class T>
    std::string type_of() const {
        if constexpr (std::is_same_v<T, std::string>)
            return "string";
        else if constexpr (std::is_same_v<T, bool>)
            return "boolean";
        else if constexpr (codec::AnyInteger<T>)
            return "number";
        else if constexpr (std::is_same_v<T, Instant>)
            return "EpochMs";
        else if constexpr (codec::AnyId<T>)
            return "Id";
        else if constexpr (codec::TextMap<T>)
            return "Record<string, string>";
        else if constexpr (codec::is_literal<T>)
            return "'" + std::string(T::word) + "'";
        else if constexpr (codec::AnyVector<T>)
            return type_of<typename T::value_type>() + "[]";
        else if constexpr (codec::is_a<T, std::optional>)
            return type_of<typename T::value_type>();
        else if constexpr (codec::is_a<T, std::pair>)
            return "[" + type_of<typename T::first_type>() + ", " +
                   type_of<typename T::second_type>() + "]";
        else
            return type_of_template(static_cast<T*>(nullptr));
    }
    template <class T>
    std::string type_of_template(codec::Nullable<T>*) const {
        return type_of<T>() + " | null";
    }
    template <class T>
    std::string type_of_template(codec::Patch<T>*) const {
        return type_of<T>() + " | null";
    }
    template <class T>
    std::string type_of_template(T*) const {
        const auto name = names_.find(typeid(T));
        PARLEY_ASSERT(name != names_.end());  // Used before it is declared.
        return name->second;
    }

    void alias(std::string_view name, const std::vector<std::string>& parts);
    void interface(std::string_view name, const std::vector<Field>& fields);
    bool remark(const std::string& name, std::string_view indent);

    std::map<std::type_index, std::string> names_;
    std::string out_;
    std::size_t remarks_ = 0;
};

}  // namespace parley::wire
