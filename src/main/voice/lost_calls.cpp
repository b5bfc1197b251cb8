#include "main/voice/lost_calls.hpp"

#include <filesystem>

#include "app/calls/recordings.hpp"
#include "app/calls/reports.hpp"
#include "sound/sealed_sound.hpp"

namespace parley {
namespace {

voice::RecordingEnded measured(const RecordingsPlace& place, WorkspaceId workspace,
                               const Recording& recording) {
    voice::RecordingEnded end;
    end.call = recording.call;
    end.recording = recording.id;
    const std::string file = app::recording_file(place.directory, workspace, recording.id);
    const auto sound = sound::SealedSound::open(file, place.seal.derived(recording.id.text()),
                                                recording.id.bytes());
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    if (!sound || missing) return end;
    end.duration_ms = sound->duration().count();
    end.bytes = static_cast<std::int64_t>(size);
    return end;
}

}  // namespace

Task<> settle_lost(app::App& app, RecordingsPlace recordings, WorkspaceId workspace, CallId call) {
    co_await app::report_lost(app, workspace, call);
    auto look = [call](Repository& repository) { return repository.call(call); };
    const auto stored = co_await app::read(app, workspace, look);
    if (!stored) co_return;
    for (const Recording& recording : stored->recordings) {
        if (recording.state != RecordingState::kept || recording.bytes > 0) continue;
        co_await app::report(app, workspace, measured(recordings, workspace, recording));
    }
}

}  // namespace parley
