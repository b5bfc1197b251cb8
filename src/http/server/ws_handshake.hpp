// The opening handshake of RFC 6455, section 4.2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/server/http_head.hpp"

namespace parley::http {

// Whether the request asks to become a WebSocket at all. Other protocols in Upgrade are ignored.
bool asks_for_websocket(const Headers& headers);

// Nothing where the handshake is in order; else the rejection (426 for another version).
std::optional<Rejection> judge_handshake(std::string_view method, const Headers& headers);

// Sec-WebSocket-Accept for a Sec-WebSocket-Key.
std::string accept_value(std::string_view key);

}  // namespace parley::http
