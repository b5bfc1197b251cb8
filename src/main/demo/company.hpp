// The demo's company: who works there, its queues, its inboxes.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "main/demo/demo.hpp"

namespace parley::demo {

struct Company {
    WorkspaceId workspace;
    app::Staff administrator;
    std::vector<app::Staff> staff;  // As logins(), administrator included.
    Queue presales, orders, aftersales;
    Inbox shop;
};

// Runs the first-run wizard and the settings' own commands.
Company found_company(app::App& app);

}  // namespace parley::demo
