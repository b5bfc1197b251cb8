// What was kept of calls' sound: heard by permission, each time with a line in the spine; gone when
// its time has come, or when somebody says so.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "base/seal.hpp"

namespace parley::app {

// The file lies at `recordings_dir`/<workspace>/<recording>.sound, sealed under a key of its own.
std::string recording_file(const std::string& recordings_dir, WorkspaceId workspace,
                           RecordingId recording);

// Of a recording that is kept and of a call the staff may see. Refuses not_found
// "recording_not_found", forbidden "permission_missing", conflict "recording_not_ended".
Task<Result<Recording>> get_recording(App& app, const Staff& staff, RecordingId id,
                                      Permission needed);
// The same, and recording_played is told.
Task<Result<Recording>> play_recording(App& app, const Staff& staff, RecordingId id);
// Its sound is gone at once; recording_deleted is told.
Task<Result<>> delete_recording(App& app, const Staff& staff, RecordingId id,
                                const std::string& recordings_dir);
// By nobody's hand: those whose time has come, at most a hundred at once.
Task<> delete_due_recordings(App& app, WorkspaceId workspace, const std::string& recordings_dir);

// One call, as far as the staff may see its session. Refuses not_found "call_not_found".
Task<Result<CallView>> get_call(App& app, const Staff& staff, CallId id);
Task<Result<PageOf<CallView>>> list_calls(App& app, const Staff& staff, CallQuery query);

}  // namespace parley::app
