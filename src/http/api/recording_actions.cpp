// Recordings: who plays one asks for it, which is told; then it is read anywhere, as a WAV.
#include <fmt/format.h>

#include <charconv>

#include "app/calls/recordings.hpp"
#include "base/secret.hpp"
#include "http/api/actions.hpp"
#include "http/api/byte_range.hpp"
#include "http/wire/call.hpp"
#include "sound/sealed_sound.hpp"

namespace parley::http {
namespace {

constexpr Duration play_lasts = 15min;
constexpr std::size_t peaks = sound::SealedSound::peaks_max;
constexpr std::size_t proof_size = 43;  // Of the whole HMAC.

std::string proof_of(const Call& call, RecordingId id, std::int64_t expires_ms) {
    const std::string said =
        fmt::format("{} {} {}", call.by_staff().agent.id.text(), id.text(), expires_ms);
    const SealingKey key = call.deps.recordings.seal.derived("recording_play");
    const std::string_view bytes(reinterpret_cast<const char*>(key.data()), key.size());
    return keyed_digest(bytes, said, proof_size);
}

Result<> check_play(const Call& call, RecordingId id) {
    const std::string_view given = call.request.query_value("play");
    const auto dot = given.find('.');
    std::int64_t expires_ms = 0;
    const bool is_one =
        dot != std::string_view::npos &&
        std::from_chars(given.data(), given.data() + dot, expires_ms).ec == std::errc{} &&
        same_secret(given.substr(dot + 1), proof_of(call, id, expires_ms));
    if (is_one && from_ms(expires_ms) > call.app().clock.now()) return {};
    return refuse(Code::forbidden, "play_expired");
}

Result<sound::SealedSound> open(const Call& call, RecordingId id) {
    const RecordingStore& store = call.deps.recordings;
    const std::string file = app::recording_file(store.directory, call.by_staff().workspace, id);
    auto sound = sound::SealedSound::open(file, store.seal.derived(id.text()), id.bytes());
    if (sound) return sound;
    return refuse(Code::not_found, "recording_not_found", sound.error().reason);
}

}  // namespace

Task<Result<Response>> post_recording_play(Call& call) {
    CO_TRY(const RecordingId id, call.id<RecordingId>(0));
    CO_CHECKED(co_await app::play_recording(call.app(), call.by_staff(), id));
    const Instant expires = call.app().clock.now() + play_lasts;
    wire::Play play;
    play.url = fmt::format("/api/v1/recordings/{}/audio?play={}.{}", id.text(), to_ms(expires),
                           proof_of(call, id, to_ms(expires)));
    play.expires_at = expires;
    co_return json(play, 201);
}

Task<Result<Response>> get_recording_audio(Call& call) {
    CO_TRY(const RecordingId id, call.id<RecordingId>(0));
    CO_CHECKED(
        co_await app::get_recording(call.app(), call.by_staff(), id, Permission::recording_play));
    CO_CHECKED(check_play(call, id));
    auto opened = [&call, id] { return open(call, id); };
    CO_TRY(auto result, co_await app::on_cpu(call.app(), opened));
    CO_TRY(auto sound, std::move(result));
    auto shared = std::make_shared<const sound::SealedSound>(std::move(sound));
    const std::uint64_t size = shared->wav_size();
    const auto range = asked_range(call.request.headers.get("Range"), size);
    Response response;
    response.headers.set("Content-Type", "audio/wav");
    response.headers.set("Accept-Ranges", "bytes");
    response.headers.set("Cache-Control", "private, no-store");
    response.headers.set("Content-Disposition",
                         fmt::format("attachment; filename=\"{}.wav\"", id.text()));
    if (range.is_unsatisfiable) {
        response.status = 416;
        response.headers.set("Content-Range", fmt::format("bytes */{}", size));
        co_return response;
    }
    if (range.is_partial) {
        response.status = 206;
        response.headers.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first,
                                                          range.first + range.size - 1, size));
    }
    response.body = MadeBody{
        range.size, [shared, first = range.first](std::uint64_t at, std::span<std::uint8_t> to) {
            return shared->read_wav(first + at, to).has_value();
        }};
    co_return response;
}

Task<Result<Response>> get_recording_waveform(Call& call) {
    CO_TRY(const RecordingId id, call.id<RecordingId>(0));
    CO_CHECKED(
        co_await app::get_recording(call.app(), call.by_staff(), id, Permission::recording_play));
    auto look = [&call, id]() -> Result<sound::SealedSound::Peaks> {
        TRY(const auto sound, open(call, id));
        return sound.peaks(peaks);
    };
    CO_TRY(auto result, co_await app::on_cpu(call.app(), look));
    CO_TRY(const auto found, std::move(result));
    wire::Waveform wave;
    wave.left.assign(found.left.begin(), found.left.end());
    wave.right.assign(found.right.begin(), found.right.end());
    co_return json(wave);
}

Task<Result<Response>> delete_recording(Call& call) {
    CO_TRY(const RecordingId id, call.id<RecordingId>(0));
    CO_CHECKED(co_await app::delete_recording(call.app(), call.by_staff(), id,
                                              call.deps.recordings.directory));
    co_return Response::empty(204);
}

}  // namespace parley::http
