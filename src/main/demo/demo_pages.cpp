#include "main/demo/demo_pages.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace parley::demo {
namespace {

std::string first_inbox_key(const app::Floor& floor) {
    const Inbox* first = nullptr;
    const std::string usual = Inbox{}.channel;  // Not the hotline: a site has a widget.
    for (const auto& [id, inbox] : floor.inboxes) {
        if (inbox.active && inbox.channel == usual && (first == nullptr || inbox.id < first->id))
            first = &inbox;
    }
    return first == nullptr ? "" : first->public_key;
}

}  // namespace

Task<http::Response> DemoPages::handle(http::Request& request) {
    if (request.path != "/demo/inbox.js") co_return co_await rest_.handle(request);
    std::string key;
    for (const auto& owner : app_.workspaces.all()) {
        std::function<std::string(const app::Floor&)> look = first_inbox_key;
        if (const auto found = co_await owner->peek<std::string>(std::move(look))) key = *found;
        if (!key.empty()) break;
    }
    auto response = http::Response::text(200, fmt::format("window.demoInbox = \"{}\";\n", key),
                                         "text/javascript; charset=utf-8");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Content-Type-Options", "nosniff");
    co_return response;
}

}  // namespace parley::demo
