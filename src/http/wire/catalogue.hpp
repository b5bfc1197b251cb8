// The contract as a value: every wire type with its members, taken from the descriptions that read
// and write the JSON. typescript.cpp and http/contract render it; neither knows a type by itself,
// so neither can know one that the other does not.
//
// A type must be declared before another uses it. Start with catalogue.cpp, the list of them.
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

namespace parley::wire {

struct TypeUse {
    enum class Kind {
        text,
        boolean,
        small_integer,  // 32 bits.
        integer,        // Up to codec::integer_max.
        instant,
        id,
        text_map,
        literal,   // `name` is the word.
        list,      // Of parts[0], at most `max`.
        pair,      // Of parts[0] and parts[1].
        nullable,  // parts[0] or null.
        named,     // A declaration of the catalogue.
    };
    Kind kind{};
    std::string name = {};
    std::size_t max = 0;
    std::vector<TypeUse> parts = {};
};

struct Member {
    std::string name;
    TypeUse type;
    bool may_be_absent = false;
};

struct Declaration {
    enum class Kind { words, record, either, foreign };  // foreign: written by hand.
    Kind kind{};
    std::string name;
    std::string section;
    std::vector<std::string> words;     // Of `words`.
    std::vector<Member> members;        // Of `record`.
    std::vector<TypeUse> alternatives;  // Of `either`: told apart by their `type`.
};

class Catalogue {
public:
    const std::vector<Declaration>& declarations() const { return declarations_; }
    // REQUIRES: the type is declared.
    const std::string& name_of(std::type_index type) const;

    // From here on what is declared belongs under this heading.
    void section(std::string_view title) { section_ = title; }

    template <codec::AnyEnum T>
    void words(std::string_view name) {
        Declaration& made = declare(typeid(T), name, Declaration::Kind::words);
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto word) { made.words.emplace_back(word.name); });
    }

    template <codec::AnyStruct T>
    void type(std::string_view name) {
        Declaration& made = declare(typeid(T), name, Declaration::Kind::record);
        boost::mp11::mp_for_each<codec::MembersOf<T>>([&](auto member) {
            using Type = std::remove_reference_t<decltype(std::declval<T&>().*member.pointer)>;
            made.members.push_back({member.name, use<Type>(), codec::MayBeAbsent<Type>});
        });
    }

    // One that reads and writes itself: typescript.cpp and http/contract/schema.cpp know it.
    template <class T>
    void foreign(std::string_view name) {
        declare(typeid(T), name, Declaration::Kind::foreign);
    }

    template <codec::AnyUnion T>
    void either(std::string_view name) {
        Declaration& made = declare(typeid(T), name, Declaration::Kind::either);
        collect(static_cast<T*>(nullptr), made);
    }

private:
    Declaration& declare(std::type_index type, std::string_view name, Declaration::Kind kind);

    template <class... Ts>
    void collect(std::variant<Ts...>*, Declaration& into) const {
        (into.alternatives.push_back(use<Ts>()), ...);
    }

    template <class T>
    TypeUse use() const {
        using Kind = TypeUse::Kind;
        if constexpr (std::is_same_v<T, std::string>)
            return {Kind::text};
        else if constexpr (std::is_same_v<T, bool>)
            return {Kind::boolean};
        else if constexpr (codec::AnyInteger<T>)
            return {sizeof(T) < 8 ? Kind::small_integer : Kind::integer};
        else if constexpr (std::is_same_v<T, Instant>)
            return {Kind::instant};
        else if constexpr (codec::AnyId<T>)
            return {Kind::id};
        else if constexpr (codec::TextMap<T>)
            return {Kind::text_map};
        else if constexpr (codec::is_literal<T>)
            return {Kind::literal, std::string(T::word)};
        else if constexpr (codec::is_list<T>)
            return {Kind::list, {}, T::max, {use<typename T::value_type>()}};
        else if constexpr (codec::AnyVector<T>)
            return {Kind::list, {}, codec::list_max_default, {use<typename T::value_type>()}};
        else if constexpr (codec::is_a<T, std::optional>)
            return use<typename T::value_type>();
        else if constexpr (codec::is_a<T, std::pair>)
            return {
                Kind::pair, {}, 0, {use<typename T::first_type>(), use<typename T::second_type>()}};
        else
            return use_template(static_cast<T*>(nullptr));
    }
    template <class T>
    TypeUse use_template(codec::Nullable<T>*) const {
        return {TypeUse::Kind::nullable, {}, 0, {use<T>()}};
    }
    template <class T>
    TypeUse use_template(codec::Patch<T>*) const {
        return {TypeUse::Kind::nullable, {}, 0, {use<T>()}};
    }
    template <class T>
    TypeUse use_template(T*) const {
        return {TypeUse::Kind::named, name_of(typeid(T))};
    }

    std::map<std::type_index, std::string> names_;
    std::vector<Declaration> declarations_;
    std::string section_;
};

// Every type of the contract, made once.
const Catalogue& catalogue();

}  // namespace parley::wire
