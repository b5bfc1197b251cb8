// Result carries a refusal the caller must answer; exceptions carry a broken world (disk,
// database); PARLEY_ASSERT stops on our own bug. Why three: docs/adr/0003-errors.md.
//
// `reason` is a stable word such as "offer_gone" that reaches clients as the `code` of an error;
// all of them are listed in docs/guide/errors.md. `message` is for the log and for developers: the
// text people read is chosen from `reason` by locale, in the pages.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace parley {

// The class of a refusal; http maps it to a status in one place (http/problem.cpp).
enum class Code {
    invalid,          // The request breaks a declared rule; `field` says where.
    unauthenticated,  // Nobody is signed in, or the credential is wrong.
    forbidden,        // Signed in, but this is not theirs to do.
    not_found,        // No such thing in this workspace (another workspace's things answer alike).
    conflict,         // The state has moved on; read again.
    over_limit,       // A declared limit is reached.
    unavailable,      // Not now (starting, draining); the same request may succeed later.
};

struct Error {
    Code code;
    std::string reason;
    std::string message;
    std::string field;  // JSON pointer of the offending input; empty when it concerns the whole.
};

template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> refuse(Code code, std::string_view reason,
                                     std::string_view message = {}, std::string_view field = {}) {
    return std::unexpected<Error>(
        Error{code, std::string(reason), std::string(message), std::string(field)});
}

}  // namespace parley

#define PARLEY_CONCAT_INNER(a, b) a##b
#define PARLEY_CONCAT(a, b) PARLEY_CONCAT_INNER(a, b)

// TRY(auto x, f()): declares x from the value, or returns the refusal.
// CHECKED(f()): the same, no value wanted.
#define PARLEY_TRY_INNER(ret, holder, declaration, ...)          \
    auto holder = (__VA_ARGS__);                                 \
    if (!holder) ret std::unexpected(std::move(holder).error()); \
    declaration = std::move(*holder)
#define TRY(declaration, ...) \
    PARLEY_TRY_INNER(return, PARLEY_CONCAT(try_, __LINE__), declaration, __VA_ARGS__)
#define CO_TRY(declaration, ...) \
    PARLEY_TRY_INNER(co_return, PARLEY_CONCAT(try_, __LINE__), declaration, __VA_ARGS__)
#define CHECKED(...) \
    if (auto checked = (__VA_ARGS__); !checked) return std::unexpected(std::move(checked).error())
#define CO_CHECKED(...)                         \
    if (auto checked = (__VA_ARGS__); !checked) \
    co_return std::unexpected(std::move(checked).error())
