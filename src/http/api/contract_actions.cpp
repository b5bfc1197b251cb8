// The contract: for programs rendered once and asked for again by its tag, for people a page.
#include "base/secret.hpp"
#include "http/api/actions.hpp"
#include "http/api/pages.hpp"
#include "http/contract/openapi.hpp"

namespace parley::http {
namespace {

struct Rendered {
    SharedBody text = std::make_shared<const std::string>(openapi_document());
    std::string tag = "\"" + sha256_hex(*text).substr(0, 32) + "\"";
};

}  // namespace

// No secret of anybody's: a page of another origin, such as a generator's, may read it too.
Task<Result<Response>> get_contract(Call& call) {
    static const Rendered rendered;
    Response response;
    response.headers.set("ETag", rendered.tag);
    response.headers.set("Cache-Control", "no-cache");
    response.headers.set("Access-Control-Allow-Origin", "*");
    if (call.request.headers.get("If-None-Match").find(rendered.tag) != std::string_view::npos) {
        response.status = 304;
        co_return response;
    }
    response.headers.set("Content-Type", "application/json");
    response.body = rendered.text;
    co_return response;
}

// A page like any other, but below the path where programs ask.
Task<Result<Response>> get_console(Call& call) {
    co_return co_await answer_page(call.deps, call.request);
}

}  // namespace parley::http
