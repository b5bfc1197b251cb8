#include "app/calls/recordings.hpp"

#include <filesystem>

#include "app/sessions.hpp"

namespace parley::app {
namespace {

constexpr std::size_t due_at_once = 100;

// The floor's copy of a call that is still under way is changed too.
void mark_deleted(Floor& floor, Turn& turn, Recording recording, Actor actor) {
    recording.state = RecordingState::deleted;
    recording.delete_at = {};
    turn.put(recording);
    if (CallView* view = floor.calls.find(recording.call)) {
        for (Recording& own : view->recordings) {
            if (own.id == recording.id) own = recording;
        }
    }
    Event& event = turn.append(EventType::recording_deleted, actor, Visibility::staff).event;
    event.session = recording.session;
    event.detail = recording.id.text();
}

void remove_file(const std::string& file) {
    std::error_code error;
    std::filesystem::remove(file, error);  // What is gone already is gone.
}

}  // namespace

std::string recording_file(const std::string& recordings_dir, WorkspaceId workspace,
                           RecordingId recording) {
    return recordings_dir + "/" + workspace.text() + "/" + recording.text() + ".sound";
}

Task<Result<CallView>> get_call(App& app, const Staff& staff, CallId id) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    auto look = [id](Repository& repository) {
        std::pair<std::optional<CallView>, std::optional<SessionView>> found;
        found.first = repository.call(id);
        if (found.first) found.second = repository.session(found.first->call.session);
        return found;
    };
    auto [call, session] = co_await read(app, staff.workspace, look);
    if (!call || !session || !sees(staff.agent, *session))
        co_return refuse(Code::not_found, "call_not_found");
    co_return std::move(*call);
}

Task<Result<PageOf<CallView>>> list_calls(App& app, const Staff& staff, CallQuery query) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    query.scope = scope_of(staff.agent);
    auto look = [query](Repository& repository) { return repository.calls(query); };
    auto page = co_await read(app, staff.workspace, look);
    if (page.bad_cursor) co_return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    co_return page;
}

Task<Result<Recording>> get_recording(App& app, const Staff& staff, RecordingId id,
                                      Permission needed) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    auto look = [id](Repository& repository) {
        std::pair<std::optional<Recording>, std::optional<SessionView>> found;
        found.first = repository.recording(id);
        if (found.first) found.second = repository.session(found.first->session);
        return found;
    };
    const auto [recording, session] = co_await read(app, staff.workspace, look);
    const bool is_seen = recording && session && sees(staff.agent, *session);
    if (!is_seen || recording->state == RecordingState::deleted)
        co_return refuse(Code::not_found, "recording_not_found");
    CO_CHECKED(require(staff.agent, needed));
    if (recording->state != RecordingState::kept)
        co_return refuse(Code::conflict, "recording_not_ended");
    co_return *recording;
}

Task<Result<Recording>> play_recording(App& app, const Staff& staff, RecordingId id) {
    CO_TRY(const Recording recording,
           co_await get_recording(app, staff, id, Permission::recording_play));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<bool>(Floor&, Turn&)> decide = [agent = staff.agent, recording](
                                                            Floor&, Turn& turn) -> Result<bool> {
        Event& event =
            turn.append(EventType::recording_played, Actor::of(agent), Visibility::staff).event;
        event.session = recording.session;
        event.detail = recording.id.text();
        return true;
    };
    CO_CHECKED(co_await owner->run<bool>(std::move(decide)));
    co_return recording;
}

Task<Result<>> delete_recording(App& app, const Staff& staff, RecordingId id,
                                const std::string& recordings_dir) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const Recording recording,
           co_await get_recording(app, staff, id, Permission::recording_delete));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<bool>(Floor&, Turn&)> decide =
        [agent = staff.agent, recording](Floor& floor, Turn& turn) -> Result<bool> {
        mark_deleted(floor, turn, recording, Actor::of(agent));
        return true;
    };
    CO_CHECKED(co_await owner->run<bool>(std::move(decide)));
    remove_file(recording_file(recordings_dir, staff.workspace, id));
    co_return Result<>{};
}

Task<> delete_due_recordings(App& app, WorkspaceId workspace, const std::string& recordings_dir) {
    const auto owner = app.workspaces.find(workspace);
    if (!owner) co_return;
    auto look = [now = app.clock.now()](Repository& repository) {
        return repository.recordings_due(now, due_at_once);
    };
    const auto due = co_await read(app, workspace, look);
    if (due.empty()) co_return;
    std::function<Result<bool>(Floor&, Turn&)> decide = [due](Floor& floor,
                                                              Turn& turn) -> Result<bool> {
        for (const Recording& recording : due)
            mark_deleted(floor, turn, recording, Actor::system());
        return true;
    };
    if (!co_await owner->run<bool>(std::move(decide))) co_return;
    for (const Recording& recording : due)
        remove_file(recording_file(recordings_dir, workspace, recording.id));
}

}  // namespace parley::app
