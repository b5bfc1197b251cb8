// Which of the shapes a type has; read.hpp, write.hpp and the contract's generator agree by it.
#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "codec/types.hpp"

namespace parley::codec {

template <class T, template <class...> class Template>
constexpr bool is_a = false;
template <template <class...> class Template, class... Args>
constexpr bool is_a<Template<Args...>, Template> = true;

template <class T>
constexpr bool is_list = false;
template <class T, std::size_t Max>
constexpr bool is_list<List<T, Max>> = true;

template <class T>
constexpr bool is_literal = false;
template <FixedText Word>
constexpr bool is_literal<Literal<Word>> = true;

template <class T>
concept AnyId = is_a<T, Id>;
template <class T>
concept AnyVector = is_a<T, std::vector> || is_list<T>;
template <class T>
concept AnyEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept AnyInteger = std::is_integral_v<T> && std::is_signed_v<T>;
template <class T>
concept AnyUnion = is_a<T, std::variant>;
template <class T>
concept TextMap = std::is_same_v<T, std::map<std::string, std::string>>;
template <class T>
concept AnyStruct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && !is_list<T>;
// A key of these may be absent.
template <class T>
concept MayBeAbsent = is_a<T, std::optional> || is_a<T, Patch>;

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

}  // namespace parley::codec
