#include "http/contract/openapi.hpp"

#include <algorithm>
#include <vector>

#include "http/api/once.hpp"
#include "http/api/routes.hpp"
#include "http/contract/parameters.hpp"
#include "http/contract/responses.hpp"
#include "http/contract/schema.hpp"
#include "http/wire/client_frame.hpp"
#include "http/wire/close_codes.hpp"

namespace parley::http {
namespace {

constexpr std::string_view about =
    "Everything the desk and the widget do, and anybody else may: JSON in UTF-8, refusals as "
    "problem+json (RFC 9457) with a stable `code`. A request that writes carries "
    "`X-Parley-Request: 1`, but where an API key asks. Lists are pages: `limit`, `cursor`, "
    "`next_cursor`. Members not known "
    "to a reader are to be ignored: they may be added within version 1. Answers say how the "
    "caller's "
    "requests stand: `RateLimit-Limit`, `RateLimit-Remaining`, `RateLimit-Reset`. The realtime "
    "line is "
    "described under `x-realtime`.";

constexpr std::string_view security_schemes =
    R"({"staff":{"type":"apiKey","in":"cookie","name":"parley_sign_in",)"
    R"("description":"Set by signing in; over HTTPS its name is __Host-parley_sign_in."},)"
    R"("api_key":{"type":"http","scheme":"bearer",)"
    R"("description":"An API key, `pk_…`: docs/guide/api-keys.md."},)"
    R"("visitor":{"type":"apiKey","in":"header","name":"Authorization",)"
    R"("description":"`Visitor <visitor_id>.<secret>`"}})";

constexpr std::string_view write_header =
    R"({"name":"X-Parley-Request","in":"header","required":false,)"
    R"("description":"A page of another origin cannot send it. Required, but beside an API key.",)"
    R"("schema":{"type":"string","const":"1"}})";

constexpr std::string_view repeat_header =
    R"({"name":"Idempotency-Key","in":"header","required":false,)"
    R"("description":"A word of the caller's own, such as a UUID: repeated within 24 hours, the )"
    R"(request is not done again and gets the first answer, with Idempotency-Replayed: true.",)"
    R"("schema":{"type":"string","minLength":16,"maxLength":200,"pattern":"^[!-~]+$"}})";

constexpr std::string_view match_header =
    R"({"name":"If-Match","in":"header","required":false,)"
    R"("description":"The `version` in quotes, or the ETag: the change is refused where it is )"
    R"(no longer that.","schema":{"type":"string"}})";

constexpr std::string_view none_match_header =
    R"({"name":"If-None-Match","in":"header","required":false,)"
    R"("description":"The ETag of an earlier answer.","schema":{"type":"string"}})";

static_assert(Once::key_min == 16 && Once::key_max == 200);

JsonArray security_of(const Route& route, const Operation& operation) {
    JsonArray ways;
    const bool is_of_staff = route.who == Who::staff || route.who == Who::either;
    if (is_of_staff) ways.raw(R"({"staff":[]})");
    if (is_of_staff && !operation.is_for_people) ways.raw(R"({"api_key":[]})");
    if (route.who == Who::visitor || route.who == Who::either) ways.raw(R"({"visitor":[]})");
    return ways;
}

void add_path_parameters(std::string_view pattern, JsonArray& parameters) {
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        const std::size_t close = pattern.find('}', open);
        parameters.raw(path_parameter(pattern.substr(open + 1, close - open - 1)));
    }
}

JsonArray parameters_of(const Route& route, const Operation& operation) {
    JsonArray parameters;
    add_path_parameters(route.pattern, parameters);
    for (const std::string_view name : words_of(operation.query)) {
        parameters.raw(query_parameter(name));
    }
    const auto add = [&](std::string_view name) {
        parameters.raw(
            JsonObject().text("$ref", "#/components/parameters/" + std::string(name)).finish());
    };
    if (is_writing(route)) add("ParleyRequest");
    if (operation.may_repeat) add("IdempotencyKey");
    if (operation.is_versioned) add("IfMatch");
    if (has_etag(route, operation)) add("IfNoneMatch");
    return parameters;
}

std::string summary_of(const Operation& operation) {
    std::string text(operation.more);
    if (operation.needs) {
        if (!text.empty()) text += ' ';
        text += "Needs the permission `" + std::string(name_of(*operation.needs)) + "`.";
    }
    if (operation.scope) {
        if (!text.empty()) text += ' ';
        text += "An API key needs the scope `" + std::string(name_of(*operation.scope)) + "`.";
    }
    return text;
}

JsonObject operation_of(const Route& route, const Operation& operation, std::string_view chapter) {
    JsonObject out;
    out.text("operationId", operation.id).text("summary", operation.summary);
    const std::string more = summary_of(operation);
    if (!more.empty()) out.text("description", more);
    out.raw("tags", JsonArray().text(chapter).finish());
    out.raw("security", security_of(route, operation).finish());
    if (operation.needs) out.text("x-permission", name_of(*operation.needs));
    if (operation.scope) out.text("x-scope", name_of(*operation.scope));
    const JsonArray parameters = parameters_of(route, operation);
    if (!parameters.is_empty()) out.raw("parameters", parameters.finish());
    if (operation.takes.kind != Shape::Kind::nothing) {
        out.add("requestBody",
                JsonObject().flag("required", true).add("content", content_of(operation.takes)));
    }
    out.add("responses", responses_of(route, operation));
    return out;
}

std::string_view chapter_of(const Operation& operation) {
    for (const Chapter& chapter : chapters()) {
        for (const Operation& one : chapter.operations) {
            if (&one == &operation) return chapter.name;
        }
    }
    PARLEY_ASSERT(false);
}

std::string lower(std::string_view method) {
    std::string word(method);
    std::ranges::transform(word, word.begin(), [](char c) { return static_cast<char>(c + 32); });
    return word;
}

// OpenAPI gathers the methods of a path; so does the route table's order nearly, but not quite.
JsonObject paths() {
    std::vector<std::string_view> patterns;
    for (const Route& route : all_routes()) {
        if (std::ranges::find(patterns, route.pattern) == patterns.end()) {
            patterns.push_back(route.pattern);
        }
    }
    JsonObject out;
    for (const std::string_view pattern : patterns) {
        JsonObject methods;
        for (const Route& route : all_routes()) {
            if (route.pattern != pattern) continue;
            const Operation* operation = find_operation(route.method, route.pattern);
            PARLEY_ASSERT(operation != nullptr);
            methods.add(lower(route.method),
                        operation_of(route, *operation, chapter_of(*operation)));
        }
        out.add(pattern, methods);
    }
    return out;
}

JsonArray tags() {
    JsonArray out;
    for (const Chapter& chapter : chapters()) {
        out.raw(
            JsonObject().text("name", chapter.name).text("description", chapter.about).finish());
    }
    return out;
}

JsonObject realtime() {
    JsonObject codes;
    for (const wire::CloseCode& close : wire::close_codes) {
        codes.text(std::to_string(close.code), close.advice);
    }
    JsonObject out;
    out.text("path", "/api/v1/realtime")
        .number("protocol", wire::protocol_version)
        .text("description",
              "A WebSocket, one JSON object a text frame: docs/guide/realtime.md tells its life.")
        .raw("client", schema_reference("ClientFrame"))
        .raw("server", schema_reference("ServerFrame"))
        .add("closeCodes", codes);
    return out;
}

JsonObject json_content(std::string_view schema_name) {
    JsonObject schema;
    schema.raw("schema", schema_reference(schema_name));
    return JsonObject().add("application/json", schema);
}

JsonObject sent_request(std::string_view name, std::string_view schema_name) {
    JsonObject body;
    body.flag("required", true).add("content", json_content(schema_name));
    JsonObject post;
    post.text("operationId", name).raw("security", "[]").add("requestBody", body);
    return post;
}

// What this server sends by itself; OpenAPI calls it webhooks too.
JsonObject sent_requests() {
    JsonObject delivery = sent_request("webhook", "WebhookMessage");
    delivery.text("summary", "An event, or a test, sent to a webhook's address.")
        .text("description",
              "Signed by Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature. 2xx "
              "is done, 410 switches it off, all else is tried again (docs/guide/webhooks.md).")
        .raw("responses", R"({"2XX":{"description":"Done."}})");
    JsonObject advice;
    advice.text("description", "What the hook advises.")
        .add("content", json_content("RoutingAdvice"));
    JsonObject question = sent_request("routing_question", "RoutingQuestion");
    question.text("summary", "A session about to enter a queue, told to the routing hook.")
        .text("description",
              "Signed as a webhook's delivery is; whatever is no advice in time leaves the session "
              "to the workspace's own rules (docs/guide/routing-hook.md).")
        .add("responses", JsonObject().add("2XX", advice));
    return JsonObject()
        .add("delivery", JsonObject().add("post", delivery))
        .add("routing_question", JsonObject().add("post", question));
}

}  // namespace

std::string openapi_document() {
    JsonObject info;
    info.text("title", "Parley").text("version", "1").text("description", about);
    info.raw("license", R"({"name":"Apache-2.0","identifier":"Apache-2.0"})");
    JsonObject parameters;
    parameters.raw("ParleyRequest", write_header)
        .raw("IdempotencyKey", repeat_header)
        .raw("IfMatch", match_header)
        .raw("IfNoneMatch", none_match_header);
    JsonObject components;
    components.raw("securitySchemes", security_schemes)
        .add("parameters", parameters)
        .add("responses", JsonObject().add("Problem", problem_response("A refusal.")))
        .add("schemas", component_schemas());
    JsonObject whole;
    whole.text("openapi", "3.1.0")
        .add("info", info)
        .raw("servers", R"([{"url":"/"}])")
        .raw("tags", tags().finish())
        .add("paths", paths())
        .add("components", components)
        .add("webhooks", sent_requests())
        .add("x-realtime", realtime());
    return whole.finish();
}

}  // namespace parley::http
