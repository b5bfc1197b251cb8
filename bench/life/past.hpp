// A database as years of service leave it, written through the product's own writer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace parley::bench {

struct Visitor {
    std::string id;
    std::string secret;
};

struct Past {
    std::string inbox_key;
    std::vector<Visitor> visitors;  // One conversation each.
    std::int64_t last_seq = 0;      // Of the workspace's events.
    std::int64_t messages = 0;
};

struct PastSize {
    int conversations = 10'000;
    int messages_each = 100;
    int open_sessions = 500;  // The rest are closed.
};

// Messages with their events and search entries, all indexes and readers up to date, on
// either database. Nothing may be there yet. Throws std::runtime_error.
Past make_past(const StoreConfig& where, const PastSize& size);

// So many workspaces with an agent, a queue, an inbox and one waiting session each.
void make_workspaces(const StoreConfig& where, int count);

}  // namespace parley::bench
