// Telephone lines as administrators set them up: trunks, numbers, desk phones, and what calls may
// do. Each change is an event; the voice process is told of it.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/expected.hpp"
#include "app/once.hpp"
#include "base/seal.hpp"

namespace parley::app {

// In every patch an absent field stays as it is. A body for creation is a patch onto the defaults.
struct TrunkPatch {
    std::optional<std::string> name, host, user, password, ca;
    std::optional<SipTransport> transport;
    std::optional<Srtp> srtp;
    std::optional<CallerIdHeader> caller_id;
    std::optional<std::vector<std::string>> sources;
    std::optional<std::vector<VoiceCodec>> codecs;
    std::optional<int> port, calls_max;
    std::optional<bool> registers, active;
};
struct PhonePatch {
    std::optional<std::string> name;
    std::optional<AgentId> agent;
    std::optional<bool> rings, active;
    std::optional<std::string> user, password;  // At creation, of the demo's; else they are made.
};
struct PhoneNumberPatch {
    std::optional<std::string> number;  // At creation only.
    std::optional<InboxId> inbox;
    std::optional<std::vector<TrunkId>> trunks;
    std::optional<std::vector<std::string>> prefixes;
    std::optional<bool> outbound, active;
};
struct VoiceSettingsPatch {
    std::optional<bool> recording;
    std::optional<int> retention_days, call_share, calls_max, agent_calls_max, agent_minutes_max;
    std::optional<std::string> country;
    std::optional<std::vector<std::string>> allowed_prefixes;
};

struct PhoneMade {
    Phone phone;
    std::string password;  // Told this once.
};

constexpr std::size_t trunks_max = 100;  // Of one workspace; over_limit "too_many" beyond.
constexpr std::size_t phones_max = 10'000;
constexpr std::size_t phone_numbers_max = 5'000;
constexpr int trunk_calls_max = 10'000;
constexpr std::size_t number_prefix_max = 16;  // Characters.
constexpr std::string_view phone_realm = "parley";

// All need settings_write, to look settings_read. Refuse invalid with a field ("missing_field",
// "name_too_long", "out_of_range", "bad_host", "bad_address", "bad_prefix", "bad_phone",
// "bad_country", "bad_certificate", "control_character"), not_found "trunk_not_found",
// "phone_not_found", "phone_number_not_found", "agent_not_found", "inbox_not_found", conflict
// "number_taken", "inbox_not_phone".
Task<Result<std::vector<Trunk>>> list_trunks(App& app, const Staff& staff);
Task<Result<Trunk>> get_trunk(App& app, const Staff& staff, TrunkId id);
Task<Result<Trunk>> create_trunk(App& app, const Seal& seal, const Staff& staff, TrunkPatch body,
                                 Once<Trunk> once = {});
Task<Result<Trunk>> update_trunk(App& app, const Seal& seal, const Staff& staff, TrunkId id,
                                 TrunkPatch patch, Expected<Trunk> expected = nullptr);
Task<Result<bool>> delete_trunk(App& app, const Staff& staff, TrunkId id);

Task<Result<std::vector<Phone>>> list_phones(App& app, const Staff& staff);
// Whoever asks sees their own, without settings_read.
Task<Result<std::vector<Phone>>> list_own_phones(App& app, const Staff& staff);
Task<Result<Phone>> get_phone(App& app, const Staff& staff, PhoneId id);
Task<Result<PhoneMade>> create_phone(App& app, const Staff& staff, PhonePatch body,
                                     Once<PhoneMade> once = {});
Task<Result<Phone>> update_phone(App& app, const Staff& staff, PhoneId id, PhonePatch patch,
                                 Expected<Phone> expected = nullptr);
Task<Result<PhoneMade>> rotate_phone_password(App& app, const Staff& staff, PhoneId id);
Task<Result<bool>> delete_phone(App& app, const Staff& staff, PhoneId id);

Task<Result<std::vector<PhoneNumber>>> list_phone_numbers(App& app, const Staff& staff);
Task<Result<PhoneNumber>> get_phone_number(App& app, const Staff& staff, PhoneNumberId id);
Task<Result<PhoneNumber>> create_phone_number(App& app, const Staff& staff, PhoneNumberPatch body,
                                              Once<PhoneNumber> once = {});
Task<Result<PhoneNumber>> update_phone_number(App& app, const Staff& staff, PhoneNumberId id,
                                              PhoneNumberPatch patch,
                                              Expected<PhoneNumber> expected = nullptr);
Task<Result<bool>> delete_phone_number(App& app, const Staff& staff, PhoneNumberId id);

Task<Result<VoiceSettings>> get_voice_settings(App& app, const Staff& staff);
Task<Result<VoiceSettings>> update_voice_settings(App& app, const Staff& staff,
                                                  VoiceSettingsPatch patch,
                                                  Expected<VoiceSettings> expected = nullptr);

// A patch laid onto what is there, checked as a whole: pure.
Result<Trunk> patched(Trunk trunk, const TrunkPatch& patch);
Result<Phone> patched(const Floor& floor, Phone phone, const PhonePatch& patch);
Result<PhoneNumber> patched(const App& app, const Floor& floor, PhoneNumber number,
                            const PhoneNumberPatch& patch);
Result<VoiceSettings> patched(VoiceSettings settings, const VoiceSettingsPatch& patch);

}  // namespace parley::app
