// The load: WebSocket clients in a process of their own, each with one message under way.
#pragma once

#include <cstdint>
#include <string>

namespace parley::bench {

struct Target {
    std::uint16_t port = 0;
    bool tls = false;
};

struct Load {
    std::uint16_t port = 0;
    bool websocket = true;  // Else the same bytes without a handshake, expected back as they are.
    int connections = 64;
    int payload_size = 120;
    double seconds = 1;
};

struct LoadResult {
    std::uint64_t messages = 0;
    double server_cpu_seconds = 0;
};

// Runs the load against the server process `server` and reads that process's time around it.
// Throws std::runtime_error where a connection fails.
LoadResult run_load(const Load& load, int server);

// Opens `connections` WebSockets from a child process, which stay silent, and returns how many
// bytes of memory the server process gained by each.
double idle_bytes(const Target& target, int connections, int server);

// Connects, upgrades and leaves, over and over, from so many child processes at once: WebSocket
// handshakes a second.
double handshakes_per_second(const Target& target, int clients, double seconds);

}  // namespace parley::bench
