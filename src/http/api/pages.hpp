// Whatever is not the API: the desk, the widget, the chat page, the demo shop.
#pragma once

#include "base/task.hpp"
#include "http/api/deps.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace parley::http {

// The widget's page may be framed by its inbox's own sites only; every other page by nobody.
Task<Response> answer_page(ApiDeps& deps, Request& request);

// The sources of a frame-ancestors directive: this server, and these sites under either scheme.
std::string frame_ancestors(const std::vector<std::string>& domains);

}  // namespace parley::http
