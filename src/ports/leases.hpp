// Which node owns which workspace, among the nodes of one database.
//
// A lease lasts `lasts` unless renewed, by the database's clock. It only says who *should* write;
// that nobody else can, the fence says (batch.hpp). Blocking; one thread at a time. Everything
// throws StoreBroken when the database cannot be asked: then nothing is known, and a node that has
// not renewed for `lasts` must think itself out of office.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

struct Held {
    WorkspaceId workspace;
    std::string node;  // Empty: nobody holds it.
    std::int64_t last_seq = 0;
};

struct NodeSeen {
    std::string id;
    std::int64_t connections = 0;
    bool is_alive = false;  // Seen within `lasts`.
};

class Leases {
public:
    static constexpr Duration lasts = std::chrono::seconds(3);

    virtual ~Leases() = default;
    // Says that this node lives and renews what it holds.
    virtual void renew(const NodeSeen& self) = 0;
    // Every workspace of the installation.
    virtual std::vector<Held> all() = 0;
    virtual std::vector<NodeSeen> nodes() = 0;
    // True when `node` holds it now.
    virtual bool acquire(WorkspaceId workspace, std::string_view node) = 0;
    virtual void release(WorkspaceId workspace, std::string_view node) = 0;
    // Releases all of it, and is not there any more.
    virtual void leave(std::string_view node) = 0;
};

}  // namespace parley
