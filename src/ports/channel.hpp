// What a channel can do: the manifest its folder in src/channels brings. Everything outside a
// channel's folder asks the manifest, never the channel's name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley {

struct ChannelCapabilities {
    bool text = false;
    bool image = false;
    bool file = false;
    bool typing = false;
    bool read_receipts = false;
    bool rating = false;
    bool snippet = false;             // Put on a site by a line of HTML.
    bool voice = false;               // People speak: it has numbers, and is called.
    std::int64_t text_max = 0;        // Code points of a message.
    std::int64_t file_bytes_max = 0;  // Bytes of a file; 0: no files.
};

struct ChannelName {
    std::string locale;  // "en", "zh-CN".
    std::string text;
};

struct ChannelManifest {
    std::string key;  // "webchat": stored with every inbox.
    std::vector<ChannelName> names;
    ChannelCapabilities capabilities;
};

}  // namespace parley
