// What the contract says of one operation, beside what the route table holds of it.
//
// The tables are in *_chapters.cpp, one row an operation; chapters.cpp lists the chapters. Every
// route has a row and every row a route (contract_test.cpp), and what a row says of bodies, queries
// and refusals is held against the actions' source there and against real answers in tests/api.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <typeinfo>

#include "domain/api_key.hpp"
#include "domain/permission.hpp"
#include "http/wire/page.hpp"

namespace parley::http {

// What goes over the line as a body.
struct Shape {
    enum class Kind { nothing, one, page, document, html, bytes, text };
    Kind kind = Kind::nothing;
    const std::type_info* type = nullptr;  // Of `one`, or of the items of `page`.
};

constexpr Shape nothing{};
constexpr Shape document{Shape::Kind::document, nullptr};  // JSON of no type of ours.
constexpr Shape html{Shape::Kind::html, nullptr};
constexpr Shape bytes{Shape::Kind::bytes, nullptr};
constexpr Shape plain_text{Shape::Kind::text, nullptr};
template <class T>
constexpr Shape one{Shape::Kind::one, &typeid(T)};
template <class T>
constexpr Shape page{Shape::Kind::page, &typeid(T)};

struct Operation {
    std::string_view call;  // "POST /api/v1/queues", as in the route table.
    std::string_view id;    // A client's name for it: "create_queue".
    std::string_view summary;
    Shape takes = nothing;
    Shape gives = nothing;
    int status = 200;
    int other_status = 0;  // Answered with the same shape.
    // Names of the parameters of parameters.cpp; one that must be there ends with '!'.
    std::string_view query = {};
    // "404 queue_not_found 409 own_overflow too_late": a status, then its codes; those that come
    // with the kind of the request (no sign-in, malformed JSON …) are added by themselves.
    std::string_view refuses = {};
    std::optional<Permission> needs = std::nullopt;
    std::optional<KeyScope> scope = std::nullopt;  // What its use case asks of an API key.
    bool is_for_people = false;                    // No API key may ask it.
    bool may_repeat = false;                       // Takes an Idempotency-Key.
    bool is_versioned = false;                     // Takes If-Match.
    std::string_view more = {};                    // A second paragraph.
};

struct Chapter {
    std::string_view name;
    std::string_view about;
    std::span<const Operation> operations;
};

std::span<const Chapter> chapters();
// Null where no row describes it.
const Operation* find_operation(std::string_view method, std::string_view pattern);

}  // namespace parley::http
