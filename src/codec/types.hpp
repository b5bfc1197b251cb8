// The shapes JSON has and C++ lacks, for use as members of described structs.
//
//     T                 required                        x: T
//     std::optional<T>  may be absent, never null       x?: T
//     Nullable<T>       required, may be null           x: T | null
//     Patch<T>          absent, null or a value         x?: T | null
//     List<T, max>      a vector of at most `max`       x: T[]
//     Literal<"word">   exactly that word               x: 'word'
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::codec {

// What a plain std::vector may hold on input; List<T, max> says its own.
constexpr std::size_t list_max_default = 200;
// Integers above it do not survive a browser.
constexpr long long integer_max = (1LL << 53) - 1;

template <class T>
class Nullable {
public:
    Nullable() = default;  // null
    Nullable(T value) : value_(std::move(value)) {}
    Nullable(std::optional<T> value) : value_(std::move(value)) {}

    explicit operator bool() const { return value_.has_value(); }
    const T& operator*() const { return *value_; }
    const T* operator->() const { return &*value_; }

    friend bool operator==(const Nullable&, const Nullable&) = default;

private:
    std::optional<T> value_;
};

// For ids: the nil id is null.
template <class IdType>
Nullable<IdType> nullable(const IdType& id) {
    if (id.is_nil()) return {};
    return id;
}

template <class T>
class Patch {
public:
    Patch() = default;  // Absent: leave as it is.
    Patch(Nullable<T> value) : present_(true), value_(std::move(value)) {}

    bool is_present() const { return present_; }
    bool is_null() const { return present_ && !value_; }
    // REQUIRES: present. Empty where null.
    const Nullable<T>& value() const { return value_; }

private:
    bool present_ = false;
    Nullable<T> value_;
};

template <class T, std::size_t Max>
struct List : std::vector<T> {
    static constexpr std::size_t max = Max;
    using std::vector<T>::vector;
    List(std::vector<T> items) : std::vector<T>(std::move(items)) {}
};

template <std::size_t N>
struct FixedText {
    char text[N]{};
    consteval FixedText(const char (&literal)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
    }
    constexpr std::string_view view() const { return {text, N - 1}; }
};

template <FixedText Word>
struct Literal {
    static constexpr std::string_view word = Word.view();
};

}  // namespace parley::codec
