#include "app/calls/recordings.hpp"

#include <filesystem>

#include "app/sessions.hpp"

namespace parley::app {
namespace {

constexpr std::size_t due_at_once = 100;

struct Kept {
    Recording recording;
    SessionView session;
};

std::optional<Kept> kept(Repository& repository, std::optional<Recording> recording) {
    if (!recording) return std::nullopt;
    auto session = repository.session(recording->session);
    if (!session) return std::nullopt;
    return Kept{std::move(*recording), std::move(*session)};
}

// Told to whoever may see the session, and to nobody else.
void tell(Turn& turn, EventType type, const Kept& kept, Actor actor) {
    const Session& session = kept.session.session;
    Event& event = turn.append(type, actor, Visibility::staff).event;
    event.conversation = session.conversation;
    event.contact = session.contact;
    event.inbox = session.inbox;
    event.session = session.id;
    event.queue = session.queue;
    event.agent = session.agent;
    event.detail = kept.recording.id.text();
}

// The floor's copy of a call that is still under way is changed too.
void mark_deleted(Floor& floor, Turn& turn, const Kept& kept, Actor actor) {
    Recording recording = kept.recording;
    recording.state = RecordingState::deleted;
    recording.delete_at = {};
    turn.put(recording);
    if (CallView* view = floor.calls.find(recording.call)) {
        for (Recording& own : view->recordings) {
            if (own.id == recording.id) own = recording;
        }
    }
    tell(turn, EventType::recording_deleted, kept, actor);
}

void remove_file(const std::string& file) {
    std::error_code error;
    std::filesystem::remove(file, error);  // What is gone already is gone.
}

Task<Result<Kept>> seen_recording(App& app, const Staff& staff, RecordingId id, Permission needed) {
    auto look = [id](Repository& repository) { return kept(repository, repository.recording(id)); };
    auto found = co_await read(app, staff.workspace, look);
    const bool is_seen = found && sees(staff.agent, found->session);
    if (!is_seen || found->recording.state == RecordingState::deleted)
        co_return refuse(Code::not_found, "recording_not_found");
    CO_CHECKED(require(staff.agent, needed));
    if (found->recording.state != RecordingState::kept)
        co_return refuse(Code::conflict, "recording_not_ended");
    co_return std::move(*found);
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
    CO_TRY(Kept found, co_await seen_recording(app, staff, id, needed));
    co_return std::move(found.recording);
}

Task<Result<Recording>> play_recording(App& app, const Staff& staff, RecordingId id) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_TRY(const Kept found, co_await seen_recording(app, staff, id, Permission::recording_play));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<bool>(Floor&, Turn&)> decide = [agent = staff.agent, found](
                                                            Floor&, Turn& turn) -> Result<bool> {
        tell(turn, EventType::recording_played, found, Actor::of(agent));
        return true;
    };
    CO_CHECKED(co_await owner->run<bool>(std::move(decide)));
    co_return found.recording;
}

Task<Result<>> delete_recording(App& app, const Staff& staff, RecordingId id,
                                const std::string& recordings_dir) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const Kept found, co_await seen_recording(app, staff, id, Permission::recording_delete));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<bool>(Floor&, Turn&)> decide =
        [agent = staff.agent, found](Floor& floor, Turn& turn) -> Result<bool> {
        mark_deleted(floor, turn, found, Actor::of(agent));
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
        std::vector<Kept> due;
        for (Recording& recording : repository.recordings_due(now, due_at_once)) {
            if (auto one = kept(repository, std::move(recording))) due.push_back(std::move(*one));
        }
        return due;
    };
    const auto due = co_await read(app, workspace, look);
    if (due.empty()) co_return;
    std::function<Result<bool>(Floor&, Turn&)> decide = [due](Floor& floor,
                                                              Turn& turn) -> Result<bool> {
        for (const Kept& one : due) mark_deleted(floor, turn, one, Actor::system());
        return true;
    };
    if (!co_await owner->run<bool>(std::move(decide))) co_return;
    for (const Kept& one : due)
        remove_file(recording_file(recordings_dir, workspace, one.recording.id));
}

}  // namespace parley::app
