// Webhooks and the routing hook in a server: the thread they are sent from, and what it is made of.
//
// Made after the core and ended before it; while the core runs, nothing of it may be missing.
#pragma once

#include <memory>

#include "app/hook_settings.hpp"
#include "app/webhooks.hpp"
#include "http/wire/file_links.hpp"
#include "main/config.hpp"
#include "main/core.hpp"

namespace parley {

class WebhookService {
public:
    // All outlive the service. Throws std::runtime_error where webhooks.ca_file cannot be read.
    WebhookService(const Config& config, Core& core, const Seal& seal, const wire::FileLinks& links,
                   Metrics& metrics);
    ~WebhookService();

    void start();
    // Ends requests under way; what had no outcome is sent again after the next start. Before the
    // core's own end.
    void stop();

    const app::WebhookTools& tools() const;
    const app::HookTools& hook_tools() const;

private:
    struct Parts;
    Core& core_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace parley
