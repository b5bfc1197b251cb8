#include "http/contract/responses.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "http/contract/schema.hpp"

namespace parley::http {
namespace {

// By status, in order, each code once.
using Refusals = std::map<std::string, std::vector<std::string_view>, std::less<>>;

bool is_status(std::string_view word) { return word[0] >= '0' && word[0] <= '9'; }

void add_refusals(std::string_view text, Refusals& refusals) {
    std::vector<std::string_view>* codes = nullptr;
    for (const std::string_view word : words_of(text)) {
        if (is_status(word)) {
            codes = &refusals[std::string(word)];
        } else if (std::ranges::find(*codes, word) == codes->end()) {
            codes->push_back(word);
        }
    }
}

// What comes with the kind of the request, before its action has its say.
Refusals refusals_of(const Route& route, const Operation& operation) {
    Refusals refusals;
    if (is_writing(route)) add_refusals("403 missing_header wrong_origin", refusals);
    add_refusals("429 rate_limited", refusals);
    if (operation.may_repeat)
        add_refusals("400 bad_idempotency_key 409 idempotency_key_reused request_in_progress",
                     refusals);
    if (operation.is_versioned) add_refusals("412 changed_meanwhile", refusals);
    if (route.who == Who::staff) add_refusals("401 not_signed_in", refusals);
    if (route.who == Who::visitor) add_refusals("401 bad_credential", refusals);
    if (route.who == Who::either) add_refusals("401 not_signed_in bad_credential", refusals);
    const bool is_of_staff = route.who == Who::staff || route.who == Who::either;
    if (is_of_staff) add_refusals("401 bad_api_key api_key_revoked api_key_expired", refusals);
    if (operation.is_for_people) add_refusals("403 not_by_api_key", refusals);
    if (operation.scope) add_refusals("403 scope_missing", refusals);
    if (operation.needs) add_refusals("403 permission_missing", refusals);
    if (route.pattern.find('{') != std::string_view::npos) add_refusals("404 not_found", refusals);
    if (operation.takes.kind == Shape::Kind::one) {
        add_refusals(
            "400 malformed_json too_deep missing_field wrong_type unknown_value out_of_range "
            "413 body_too_large",
            refusals);
    }
    for (std::string_view name : words_of(operation.query)) {
        if (name == "limit") add_refusals("400 out_of_range", refusals);
        if (name == "cursor" || name == "before") add_refusals("400 bad_cursor", refusals);
    }
    add_refusals(operation.refuses, refusals);
    return refusals;
}

JsonObject refusal_response(const std::vector<std::string_view>& codes) {
    std::string description;
    JsonArray list;
    for (const std::string_view code : codes) {
        description += description.empty() ? "`" : ", `";
        description += code;
        description += '`';
        list.text(code);
    }
    return problem_response(description).raw("x-codes", list.finish());
}

std::string_view media_type_of(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::one:
        case Shape::Kind::page:
        case Shape::Kind::document: return "application/json";
        case Shape::Kind::html: return "text/html";
        case Shape::Kind::text: return "text/plain";
        case Shape::Kind::bytes:
        case Shape::Kind::nothing: return "application/octet-stream";
    }
    return {};
}

}  // namespace

bool is_writing(const Route& route) { return route.method != "GET"; }

bool has_etag(const Route& route, const Operation& operation) {
    const bool is_json = operation.gives.kind == Shape::Kind::one ||
                         operation.gives.kind == Shape::Kind::page ||
                         operation.gives.kind == Shape::Kind::document;
    return route.method == "GET" && is_json;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

JsonObject content_of(const Shape& shape) {
    JsonObject media;
    if (shape.type != nullptr) media.raw("schema", schema_of(shape));
    if (shape.kind == Shape::Kind::text || shape.kind == Shape::Kind::html)
        media.raw("schema", R"({"type":"string"})");
    if (shape.kind == Shape::Kind::document) media.raw("schema", R"({"type":"object"})");
    return JsonObject().add(media_type_of(shape), media);
}

JsonObject problem_response(std::string_view description) {
    JsonObject media;
    media.raw("schema", schema_reference("Problem"));
    return JsonObject()
        .text("description", description)
        .add("content", JsonObject().add("application/problem+json", media));
}

JsonObject responses_of(const Route& route, const Operation& operation) {
    JsonObject own;
    own.text("description", operation.gives.kind == Shape::Kind::nothing ? "Done." : "The answer.");
    if (operation.gives.kind != Shape::Kind::nothing) {
        own.add("content", content_of(operation.gives));
    }
    JsonObject responses;
    responses.add(std::to_string(operation.status), own);
    if (has_etag(route, operation)) responses.raw("304", R"({"description":"As If-None-Match."})");
    if (operation.other_status != 0) responses.add(std::to_string(operation.other_status), own);
    for (const auto& [status, codes] : refusals_of(route, operation)) {
        responses.add(status, refusal_response(codes));
    }
    responses.raw("default", R"({"$ref":"#/components/responses/Problem"})");
    return responses;
}

}  // namespace parley::http
