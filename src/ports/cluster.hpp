// The other nodes, for whoever has a command of a workspace that is owned elsewhere.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/task.hpp"
#include "domain/ids.hpp"

namespace parley {

class Cluster {
public:
    // An answer is waited for this long: takes a restart of the bus, not of the owner.
    static constexpr Duration answer_within = std::chrono::seconds(5);
    static constexpr std::size_t question_max = 512 * 1024;  // Bytes.

    virtual ~Cluster() = default;
    // Hands `question` to the owner's node; `kind` says who answers there. Refuses unavailable
    // "try_again" (nobody owns it just now, it moved, or no answer came), over_limit
    // "body_too_large".
    virtual Task<Result<std::string>> ask_owner(WorkspaceId workspace, std::string kind,
                                                std::string question) = 0;
    // An agent of a workspace owned elsewhere has a connection here, or none any more.
    virtual void attendance_changed(WorkspaceId workspace) = 0;
    // Before a workspace is made here: nobody else shall think it is without an owner.
    virtual void claim(WorkspaceId workspace) = 0;
};

}  // namespace parley
