// What the API is given. Built once, in src/main; everything outlives every request.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/calls/telephone.hpp"
#include "app/hook_settings.hpp"
#include "app/webhooks.hpp"
#include "base/metrics.hpp"
#include "http/api/address_limits.hpp"
#include "http/api/event_tail.hpp"
#include "http/api/rate_limits.hpp"
#include "http/server/static_files.hpp"
#include "http/wire/file_links.hpp"
#include "http/wire/inbox.hpp"
#include "http/wire/workspace.hpp"

namespace parley::http {

// Where recordings lie, and what they are sealed with.
struct RecordingStore {
    std::string directory;
    const Seal& seal;
};

struct ApiDeps {
    app::App& app;
    const wire::FileLinks& files;
    Metrics& metrics;
    AddressLimits& address_limits;
    RateLimits& rate_limits;
    std::vector<wire::Channel> channels;       // From the channels' manifests.
    std::vector<wire::DemoLogin> demo_logins;  // Empty unless demo data is on.
    std::vector<const StaticFiles*> pages;     // Asked in order, for whatever is not the API.
    std::string version;
    const std::atomic<bool>& draining;
    const app::WebhookTools& webhooks;
    const app::HookTools& routing_hook;
    EventTail& tail;
    Telephone& telephone;
    RecordingStore recordings;
};

}  // namespace parley::http
