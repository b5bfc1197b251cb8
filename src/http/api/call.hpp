// One request on its way to its action, and the small words actions are written in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/access.hpp"
#include "codec/json.hpp"
#include "http/api/deps.hpp"
#include "http/api/etag.hpp"
#include "http/server/handler.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/message.hpp"
#include "http/wire/page.hpp"
#include "http/wire/queue.hpp"

namespace parley::http {

constexpr std::size_t page_default = 50;
constexpr std::size_t page_most = 200;
constexpr std::size_t cursor_max = 600;        // Bytes: a name of 100 characters, and an id.
constexpr std::size_t query_max = 200;         // Bytes of a search.
constexpr std::int64_t wait_seconds_max = 30;  // For events.

struct Call {
    ApiDeps& deps;
    Request& request;
    std::vector<std::string> path;  // What the route's {…} stand for, in order.
    std::optional<app::Staff> staff;
    std::optional<app::Visitor> visitor;

    app::App& app() const { return deps.app; }
    // REQUIRES: the route asks for staff, or visitor (router.cpp sees to it).
    const app::Staff& by_staff() const { return *staff; }
    const app::Visitor& by_visitor() const { return *visitor; }
    wire::Links links() const {
        return {deps.files, staff ? staff->workspace : visitor->workspace};
    }

    // What is not an id names nothing: not_found, as for an id that does not exist.
    template <class I>
    Result<I> id(std::size_t index) const {
        const auto parsed = I::parse(path.at(index));
        if (!parsed || parsed->is_nil()) return refuse(Code::not_found, "not_found");
        return *parsed;
    }
    template <class T>
    Result<T> body() const {
        return codec::from_json<T>(request.body);
    }

    // A whole number asked for by that name; `otherwise` where it is absent. Refuses
    // "out_of_range".
    Result<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most,
                                std::int64_t otherwise) const;
    // Refuse invalid "out_of_range", "bad_cursor".
    Result<std::size_t> limit() const;
    Result<std::string> cursor() const;
    Result<std::int64_t> before() const;  // `before` or, for the next page, `cursor`; 0: newest.
};

using Action = Task<Result<Response>> (*)(Call& call);

Response json_text(std::string text, int status = 200);

template <class T>
Response json(const T& value, int status = 200) {
    return json_text(codec::to_json(value), status);
}

// Of a thing that can be patched: its version begins the ETag.
template <class W>
Response versioned(const W& wire) {
    Response response = json(wire);
    set_etag(response, wire.version);
    return response;
}

}  // namespace parley::http
