// An inbox is one connected account of a channel: here, one website's widget.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

struct Inbox {
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t greeting_max = 500;
    static constexpr std::size_t domains_max = 50;

    InboxId id;
    std::string channel = "webchat";  // Key of a manifest in src/channels; nothing switches on it.
    std::string name;
    std::string public_key;          // In the snippet; not a secret. 22 url-safe characters.
    QueueId queue;                   // Where its sessions wait.
    std::string greeting;            // Shown before the first message; empty: the page's own words.
    std::string locale;              // Empty: the visitor's own.
    std::string accent = "#2563eb";  // #rrggbb of the launcher.
    std::vector<std::string> domains;  // Sites that may embed it; empty: any.
    // Fields asked before the first message: "name", "email", "phone".
    std::vector<std::string> pre_chat;
    bool active = true;
    Instant connected_at;  // When the widget was last loaded; epoch: never.
    Instant created_at;
};

}  // namespace parley
