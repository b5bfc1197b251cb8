// Where blocking reads run: a small pool of threads, each with its own open readers.
#pragma once

#include <functional>

#include "base/task.hpp"
#include "ports/repository.hpp"

namespace parley {

class ReadPool {
public:
    virtual ~ReadPool() = default;
    // Calls `work` on a reader thread; the references are good only inside the call.
    virtual void post(WorkspaceId workspace, std::function<void(Repository&)> work) = 0;
    virtual void post(std::function<void(Directory&)> work) = 0;
};

}  // namespace parley
