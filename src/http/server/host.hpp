// What one IO thread shares with its connections. Lives as long as the server.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "http/server/handler.hpp"
#include "http/server/limits.hpp"
#include "http/server/poller.hpp"
#include "http/server/server_metrics.hpp"
#include "http/server/websocket.hpp"

namespace parley::http {

class Connection;

// Every connection of one thread. Removal moves the last one into the gap.
class ConnectionList {
public:
    void add(std::shared_ptr<Connection> connection);
    void remove(Connection& connection);
    std::size_t size() const { return connections_.size(); }
    // From the end, so that a connection may remove itself meanwhile.
    const std::shared_ptr<Connection>& operator[](std::size_t i) const { return connections_[i]; }

private:
    std::vector<std::shared_ptr<Connection>> connections_;
};

// Connections with something to write at the end of the thread's turn. What many handlers of one
// turn send to a connection then costs one call of the system and not many.
class LateFlushes {
public:
    explicit LateFlushes(Executor executor) : executor_(std::move(executor)) {}
    void add(std::shared_ptr<Connection> connection);

private:
    void flush();

    Executor executor_;
    std::vector<std::shared_ptr<Connection>> connections_;
};

struct Host {
    const Limits& limits;
    Handler& handler;
    WebSocketHandler& websockets;
    ServerMetrics& metrics;
    Executor executor;
    Poller& poller;
    std::atomic<std::size_t>& open;  // Connections of the whole server.
    std::span<char> buffer;          // Where reads go; free again after each Protocol::on_bytes.
    LateFlushes late_flushes;
    ConnectionList connections;
    std::string request_id_prefix;  // Unique to this thread of this run.
    std::uint64_t requests = 0;
    bool draining = false;
};

}  // namespace parley::http
