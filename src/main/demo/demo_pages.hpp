// What the demo shop asks of the server beyond its files: the key of its inbox.
#pragma once

#include "app/app.hpp"
#include "http/server/handler.hpp"

namespace parley::demo {

// Answers GET /demo/inbox.js with `window.demoInbox = "…"` and hands everything else on.
class DemoPages final : public http::Handler {
public:
    DemoPages(app::App& app, http::Handler& rest) : app_(app), rest_(rest) {}

    http::BodyPolicy policy(std::string_view method, std::string_view path) override {
        return rest_.policy(method, path);
    }
    Task<http::Response> handle(http::Request& request) override;

private:
    app::App& app_;
    http::Handler& rest_;
};

}  // namespace parley::demo
