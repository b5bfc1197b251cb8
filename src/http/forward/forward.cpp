#include "http/forward/forward.hpp"

#include <boost/describe/class.hpp>

#include "base/log.hpp"
#include "codec/json.hpp"
#include "http/server/url.hpp"

namespace parley::http {
namespace {

struct Field {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Field, (), (name, value))

// Each is one line of JSON; the body follows as it is.
struct RequestHead {
    std::string method;
    std::string target;
    std::string remote_address;
    bool is_tls = false;
    std::string id;
    std::vector<Field> headers;
};
BOOST_DESCRIBE_STRUCT(RequestHead, (), (method, target, remote_address, is_tls, id, headers))

struct ResponseHead {
    int status = 0;
    std::vector<Field> headers;
};
BOOST_DESCRIBE_STRUCT(ResponseHead, (), (status, headers))

std::vector<Field> fields_of(const Headers& headers) {
    std::vector<Field> fields;
    for (const HeaderField& field : headers) fields.push_back({field.name, field.value});
    return fields;
}

void put_fields(Headers& headers, const std::vector<Field>& fields) {
    for (const Field& field : fields) headers.add(field.name, field.value);
}

template <class Head>
Result<Head> split(std::string_view text, std::string& body) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    body = text.substr(std::min(end + 1, text.size()));
    return codec::from_json<Head>(text.substr(0, end));
}

std::string body_of(const Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
    if (const auto* shared = std::get_if<SharedBody>(&response.body))
        return *shared ? **shared : std::string();
    return {};
}

std::string packed(const Response& response) {
    const ResponseHead head{response.status, fields_of(response.headers)};
    return codec::to_json(head) + '\n' + body_of(response);
}

}  // namespace

Task<Result<Response>> forward(Cluster& cluster, WorkspaceId workspace, const Request& request) {
    const RequestHead head{request.method, request.target, request.remote_address,
                           request.is_tls, request.id,     fields_of(request.headers)};
    const Result<std::string> answer = co_await cluster.ask_owner(
        workspace, std::string(request_question), codec::to_json(head) + '\n' + request.body);
    if (!answer) co_return std::unexpected(answer.error());
    std::string body;
    const auto given = split<ResponseHead>(*answer, body);
    if (!given) co_return refuse(Code::unavailable, "try_again");
    Response response;
    response.status = given->status;
    put_fields(response.headers, given->headers);
    response.body = std::move(body);
    co_return response;
}

Task<std::string> answer_request(Handler& handler, std::string question) {
    Request request;
    const auto head = split<RequestHead>(question, request.body);
    if (!head) {
        log_error("forwarded_request_malformed", {{"why", head.error().reason}});
        co_return packed(Response::problem(500, "internal"));
    }
    request.method = head->method;
    request.target = head->target;
    request.remote_address = head->remote_address;
    request.is_tls = head->is_tls;
    request.id = head->id;
    request.is_forwarded = true;
    put_fields(request.headers, head->headers);
    if (!decode_target(request)) co_return packed(Response::problem(400, "target_malformed"));
    try {
        co_return packed(co_await handler.handle(request));
    } catch (const std::exception& error) {
        log_error("forwarded_request_broken", {{"why", error.what()}, {"request", request.id}});
    }
    co_return packed(Response::problem(500, "internal"));
}

}  // namespace parley::http
