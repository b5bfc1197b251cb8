// Calls whose voice process is gone.
#pragma once

#include <string>

#include "app/app.hpp"
#include "base/seal.hpp"

namespace parley {

struct RecordingsPlace {
    std::string directory;
    const Seal& seal;
};

// The call is ended, if it is not. Of its recordings the files tell what is in them: whoever wrote
// them says no more.
Task<> settle_lost(app::App& app, RecordingsPlace recordings, WorkspaceId workspace, CallId call);

}  // namespace parley
