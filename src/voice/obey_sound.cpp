// Commands about what is heard: by whom, what is played, keys, and recordings.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>

#include "voice/service.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t keys_max = 32;

std::optional<SealingKey> key_of(std::string_view hex) {
    SealingKey key{};
    if (hex.size() != 2 * key.size()) return std::nullopt;
    for (std::size_t at = 0; at < key.size(); ++at) {
        const char* byte = hex.data() + 2 * at;
        if (std::from_chars(byte, byte + 2, key[at], 16).ptr != byte + 2) return std::nullopt;
    }
    return key;
}

Result<std::size_t> source_of(std::optional<std::int64_t> source) {
    const auto place = static_cast<std::size_t>(source.value_or(Bridge::music));
    if (place == Bridge::music || place == Bridge::ringing) return place;
    return refuse(Code::invalid, "bad_place");
}

}  // namespace

Result<> Service::obey(const SetHearing& command) {
    constexpr auto places = static_cast<std::int64_t>(Bridge::places);
    for (const Hearing& hearing : command.hearings) {
        if (hearing.listener < 0 || hearing.listener >= places || hearing.source < 0 ||
            hearing.source >= places)
            return refuse(Code::invalid, "bad_place");
        if (hearing.percent < 0 || hearing.percent > 400) return refuse(Code::invalid, "bad_gain");
    }
    post(command.call, [hearings = command.hearings](Bridge& bridge, BrowserPort&) {
        bridge.mix() = {};
        for (const Hearing& hearing : hearings)
            bridge.mix().set_gain(static_cast<std::size_t>(hearing.listener),
                                  static_cast<std::size_t>(hearing.source),
                                  static_cast<int>(hearing.percent * Mix::unity / 100));
    });
    return {};
}

Result<> Service::obey(const PlaySound& command) {
    TRY(const std::size_t source, source_of(command.source));
    CallEntry* call = calls_.find(command.call);
    if (call == nullptr) return {};
    TRY(Sound sound, sounds_.find(command.sound));
    const auto times = command.forever ? Player::Times::forever : Player::Times::once;
    if (source == Bridge::ringing) {
        post(command.call,
             [sound, times](Bridge& bridge, BrowserPort&) { bridge.ring(Player(sound, times)); });
        return {};
    }
    const std::uint64_t played = ++call->sound;
    std::function<void()> on_end;
    if (!command.forever) {
        on_end = [this, id = call->id, played] {
            sip_->run([this, id, played] {
                const CallEntry* standing = calls_.find(id);
                if (standing != nullptr && standing->sound == played) say(SoundEnded{{}, id});
            });
        };
    }
    post(command.call, [sound, times, on_end](Bridge& bridge, BrowserPort&) {
        bridge.play(Player(sound, times), on_end);
    });
    return {};
}

Result<> Service::obey(const StopSound& command) {
    TRY(const std::size_t source, source_of(command.source));
    CallEntry* call = calls_.find(command.call);
    if (call == nullptr) return {};
    if (source == Bridge::ringing) {
        post(command.call, [](Bridge& bridge, BrowserPort&) { bridge.ring({}); });
        return {};
    }
    ++call->sound;
    post(command.call, [](Bridge& bridge, BrowserPort&) { bridge.stop_playing(); });
    return {};
}

Result<> Service::obey(const PressKeys& command) {
    if (command.place < 0 || command.place >= static_cast<std::int64_t>(Bridge::parties_max))
        return refuse(Code::invalid, "bad_place");
    const bool are_keys =
        std::ranges::all_of(command.keys, [](char key) { return event_of_key(key).has_value(); });
    if (command.keys.empty() || command.keys.size() > keys_max || !are_keys)
        return refuse(Code::invalid, "bad_keys");
    const CallLeg* leg = calls_.at(command.call, static_cast<std::size_t>(command.place));
    if (leg == nullptr) return {};
    with_party(*leg, [keys = command.keys](Party& party) {
        for (const char key : keys) party.press(key);
    });
    return {};
}

Result<> Service::obey(const StartRecording& command) {
    CallEntry* call = calls_.find(command.call);
    if (call == nullptr) return {};
    const auto key = key_of(command.key);
    if (!key) return refuse(Code::invalid, "bad_key");
    if (call->recording) return refuse(Code::conflict, "already_recording");
    std::error_code error;
    const std::filesystem::path file = command.file;
    if (!file.is_absolute() || !std::filesystem::is_directory(file.parent_path(), error))
        return refuse(Code::invalid, "no_such_folder");
    if (std::filesystem::exists(file, error)) return refuse(Code::conflict, "file_exists");
    call->recording = command.recording;
    ++recordings_;
    auto told = [this, id = call->id, recording = command.recording](const RecordingEnd& end) {
        --recordings_;
        say(RecordingEnded{{},
                           id,
                           recording,
                           end.duration.count(),
                           static_cast<std::int64_t>(end.bytes),
                           end.dropped.count()});
    };
    auto begun = std::make_shared<std::unique_ptr<Recording>>(
        recorder_->begin(file, *key, command.recording.bytes(), told));
    post(command.call, [begun](Bridge& bridge, BrowserPort&) { bridge.record(std::move(*begun)); });
    return {};
}

Result<> Service::obey(const PauseRecording& command) {
    post(command.call, [paused = command.paused](Bridge& bridge, BrowserPort&) {
        if (Recording* recording = bridge.recording()) recording->set_paused(paused);
    });
    return {};
}

Result<> Service::obey(const StopRecording& command) {
    CallEntry* call = calls_.find(command.call);
    if (call == nullptr || !call->recording) return {};
    call->recording.reset();
    post(command.call, [](Bridge& bridge, BrowserPort&) { bridge.record(nullptr); });
    return {};
}

}  // namespace parley::voice
