// What the voice process tells, decided on the floor of the call's workspace. A floor that refuses
// (it is being rebuilt) is asked again for a while: what was told is told once.
#pragma once

#include "app/app.hpp"
#include "app/calls/arrivals.hpp"
#include "app/calls/words.hpp"

namespace parley::app {

Task<> report(App& app, WorkspaceId workspace, voice::LegRinging told);
Task<> report(App& app, WorkspaceId workspace, voice::LegJoined told);
Task<> report(App& app, WorkspaceId workspace, voice::LegHeld told);
Task<> report(App& app, WorkspaceId workspace, voice::LegLeft told);
Task<> report(App& app, WorkspaceId workspace, voice::KeyPressed told);
Task<> report(App& app, WorkspaceId workspace, voice::RecordingEnded told);
Task<> report(App& app, WorkspaceId workspace, voice::CallEnded told);
// Of a phone of the workspace's.
Task<> report(App& app, WorkspaceId workspace, voice::PhoneChanged told);
// The process that carried it died.
Task<> report_lost(App& app, WorkspaceId workspace, CallId call);

}  // namespace parley::app
