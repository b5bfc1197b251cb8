#include "app/calls/lines.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "base/md5.hpp"
#include "base/secret.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

constexpr Permission to_change = Permission::settings_write;
constexpr std::size_t user_bytes = 9;       // 12 letters.
constexpr std::size_t password_bytes = 18;  // 24 letters.

template <class T>
using LineDecision = std::function<Result<T>(Floor&, Turn&, const Agent&)>;

// Where the floor keeps them, what refuses one that is not there, and what tells of changes.
template <class T>
struct Kind;

template <>
struct Kind<Trunk> {
    static auto& map(auto& floor) { return floor.trunks; }
    static constexpr std::string_view missing = "trunk_not_found";
    static constexpr std::size_t most = trunks_max;
    static constexpr EventType updated = EventType::trunk_updated;
    static constexpr EventType deleted = EventType::trunk_deleted;
};
template <>
struct Kind<Phone> {
    static auto& map(auto& floor) { return floor.phones; }
    static constexpr std::string_view missing = "phone_not_found";
    static constexpr std::size_t most = phones_max;
    static constexpr EventType updated = EventType::phone_updated;
    static constexpr EventType deleted = EventType::phone_deleted;
};
template <>
struct Kind<PhoneNumber> {
    static auto& map(auto& floor) { return floor.phone_numbers; }
    static constexpr std::string_view missing = "phone_number_not_found";
    static constexpr std::size_t most = phone_numbers_max;
    static constexpr EventType updated = EventType::phone_number_updated;
    static constexpr EventType deleted = EventType::phone_number_deleted;
};

template <class T>
Result<T> find(const Floor& floor, decltype(T::id) id) {
    const auto found = Kind<T>::map(floor).find(id);
    if (found == Kind<T>::map(floor).end()) return refuse(Code::not_found, Kind<T>::missing);
    return found->second;
}

template <class T>
void store(Floor& floor, Turn& turn, const T& row, EventType type, const Agent& by) {
    Kind<T>::map(floor)[row.id] = row;
    turn.put(row);
    turn.append(type, Actor::of(by), Visibility::staff).event.detail = row.id.text();
}

template <class T>
Task<Result<std::vector<T>>> rows_of(App& app, const Staff& staff) {
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<std::vector<T>(const Floor&)> look = [](const Floor& floor) {
        std::vector<T> rows;
        for (const auto& [id, row] : Kind<T>::map(floor)) rows.push_back(row);
        std::ranges::sort(rows, {}, &T::id);
        return rows;
    };
    co_return co_await owner->peek<std::vector<T>>(std::move(look));
}

template <class T>
Task<Result<std::vector<T>>> list(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_CHECKED(require(staff.agent, Permission::settings_read));
    co_return co_await rows_of<T>(app, staff);
}

template <class T>
Task<Result<T>> get(App& app, const Staff& staff, decltype(T::id) id) {
    CO_TRY(auto rows, co_await list<T>(app, staff));
    for (T& row : rows) {
        if (row.id == id) co_return std::move(row);
    }
    co_return refuse(Code::not_found, Kind<T>::missing);
}

template <class T>
Result<> require_room(const Floor& floor) {
    if (Kind<T>::map(floor).size() < Kind<T>::most) return {};
    return refuse(Code::over_limit, "too_many");
}

// `lay` lays the patch onto what is there.
template <class T>
Task<Result<T>> update(App& app, const Staff& staff, decltype(T::id) id, Expected<T> expected,
                       std::function<Result<T>(const Floor&, T)> lay) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    LineDecision<T> decide = [id, expected, lay](Floor& floor, Turn& turn,
                                                 const Agent& by) -> Result<T> {
        TRY(T there, find<T>(floor, id));
        CHECKED(still(expected, there));
        TRY(const T row, lay(floor, std::move(there)));
        store(floor, turn, row, Kind<T>::updated, by);
        return row;
    };
    co_return co_await change<T>(app, staff, to_change, std::move(decide));
}

template <class T>
Task<Result<bool>> erase(App& app, const Staff& staff, decltype(T::id) id) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    LineDecision<bool> decide = [id](Floor& floor, Turn& turn, const Agent& by) -> Result<bool> {
        CHECKED(find<T>(floor, id));
        Kind<T>::map(floor).erase(id);
        turn.put(Gone<T>{id});
        turn.append(Kind<T>::deleted, Actor::of(by), Visibility::staff).event.detail = id.text();
        return true;
    };
    co_return co_await change<bool>(app, staff, to_change, std::move(decide));
}

void set_password(Phone& phone, std::string_view password) {
    const std::string secret =
        phone.user + ":" + std::string(phone_realm) + ":" + std::string(password);
    phone.ha1_md5 = md5_hex(secret);
    phone.ha1_sha256 = sha256_hex(secret);
}

// Of a carrier, or a short one of another telephone system's.
bool is_own_number(std::string_view number) {
    if (is_international(number)) return true;
    return number.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Task<Result<std::vector<Trunk>>> list_trunks(App& app, const Staff& staff) {
    co_return co_await list<Trunk>(app, staff);
}
Task<Result<Trunk>> get_trunk(App& app, const Staff& staff, TrunkId id) {
    co_return co_await get<Trunk>(app, staff, id);
}

Task<Result<Trunk>> create_trunk(App& app, const Seal& seal, const Staff& staff, TrunkPatch body,
                                 Once<Trunk> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    const std::string sealed = seal.close(body.password.value_or(""), app.rng);
    LineDecision<Trunk> decide = [body, sealed, once](Floor& floor, Turn& turn,
                                                      const Agent& by) -> Result<Trunk> {
        CHECKED(first_time(floor, turn, once));
        CHECKED(require_room<Trunk>(floor));
        TRY(Trunk trunk, patched(Trunk{}, body));
        trunk.id = turn.make<TrunkId>();
        trunk.password = body.password.value_or("").empty() ? "" : sealed;
        trunk.created_at = turn.now;
        store(floor, turn, trunk, EventType::trunk_created, by);
        keep(floor, turn, once, trunk);
        return trunk;
    };
    co_return co_await change<Trunk>(app, staff, to_change, std::move(decide));
}

Task<Result<Trunk>> update_trunk(App& app, const Seal& seal, const Staff& staff, TrunkId id,
                                 TrunkPatch patch, Expected<Trunk> expected) {
    const std::string sealed = seal.close(patch.password.value_or(""), app.rng);
    co_return co_await update<Trunk>(app, staff, id, std::move(expected),
                                     [patch, sealed](const Floor&, Trunk there) -> Result<Trunk> {
                                         TRY(Trunk trunk, patched(std::move(there), patch));
                                         if (patch.password)
                                             trunk.password = patch.password->empty() ? "" : sealed;
                                         return trunk;
                                     });
}

Task<Result<bool>> delete_trunk(App& app, const Staff& staff, TrunkId id) {
    co_return co_await erase<Trunk>(app, staff, id);
}

Task<Result<std::vector<Phone>>> list_phones(App& app, const Staff& staff) {
    co_return co_await list<Phone>(app, staff);
}
Task<Result<std::vector<Phone>>> list_own_phones(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_TRY(auto phones, co_await rows_of<Phone>(app, staff));
    std::erase_if(phones, [&](const Phone& one) { return one.agent != staff.agent.id; });
    co_return phones;
}
Task<Result<Phone>> get_phone(App& app, const Staff& staff, PhoneId id) {
    co_return co_await get<Phone>(app, staff, id);
}

Task<Result<PhoneMade>> create_phone(App& app, const Staff& staff, PhonePatch body,
                                     Once<PhoneMade> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    PhoneMade made;
    made.password = body.password.value_or(random_token(app.rng, password_bytes));
    made.phone.user = body.user.value_or(random_token(app.rng, user_bytes));
    LineDecision<PhoneMade> decide = [body, made, once](Floor& floor, Turn& turn,
                                                        const Agent& by) -> Result<PhoneMade> {
        CHECKED(first_time(floor, turn, once));
        CHECKED(require_room<Phone>(floor));
        PhoneMade kept = made;
        TRY(kept.phone, patched(floor, kept.phone, body));
        kept.phone.id = turn.make<PhoneId>();
        kept.phone.created_at = turn.now;
        set_password(kept.phone, kept.password);
        store(floor, turn, kept.phone, EventType::phone_created, by);
        keep(floor, turn, once, kept);
        return kept;
    };
    co_return co_await change<PhoneMade>(app, staff, to_change, std::move(decide));
}

Task<Result<Phone>> update_phone(App& app, const Staff& staff, PhoneId id, PhonePatch patch,
                                 Expected<Phone> expected) {
    co_return co_await update<Phone>(app, staff, id, std::move(expected),
                                     [patch](const Floor& floor, Phone there) {
                                         return patched(floor, std::move(there), patch);
                                     });
}

Task<Result<PhoneMade>> rotate_phone_password(App& app, const Staff& staff, PhoneId id) {
    PhoneMade made;
    made.password = random_token(app.rng, password_bytes);
    CO_TRY(made.phone, co_await update<Phone>(
                           app, staff, id, nullptr,
                           [password = made.password](const Floor&, Phone there) -> Result<Phone> {
                               set_password(there, password);
                               return there;
                           }));
    co_return made;
}

Task<Result<bool>> delete_phone(App& app, const Staff& staff, PhoneId id) {
    co_return co_await erase<Phone>(app, staff, id);
}

Task<Result<std::vector<PhoneNumber>>> list_phone_numbers(App& app, const Staff& staff) {
    co_return co_await list<PhoneNumber>(app, staff);
}
Task<Result<PhoneNumber>> get_phone_number(App& app, const Staff& staff, PhoneNumberId id) {
    co_return co_await get<PhoneNumber>(app, staff, id);
}

Task<Result<PhoneNumber>> create_phone_number(App& app, const Staff& staff, PhoneNumberPatch body,
                                              Once<PhoneNumber> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    CO_CHECKED(require(staff.agent, to_change));  // Nobody else learns which numbers are taken.
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<std::string(const Floor&)> home = [](const Floor& floor) {
        return floor.voice_settings.country;
    };
    CO_TRY(const std::string country, co_await owner->peek<std::string>(std::move(home)));
    const std::string number = telephone_number(body.number.value_or(""), country);
    if (number.empty()) co_return refuse(Code::invalid, "missing_field", {}, "/number");
    if (body.number->size() > PhoneNumber::number_max)
        co_return refuse(Code::invalid, "bad_phone", {}, "/number");
    if (!is_own_number(number)) co_return refuse(Code::invalid, "bad_phone", {}, "/number");
    // Over the whole installation: a call finds its workspace by it. The database refuses the rest.
    auto look = [number](Directory& directory) { return directory.phone_number(number); };
    if (co_await read_directory(app, look))
        co_return refuse(Code::conflict, "number_taken", {}, "/number");
    LineDecision<PhoneNumber> decide = [&app, body, number, once](
                                           Floor& floor, Turn& turn,
                                           const Agent& by) -> Result<PhoneNumber> {
        CHECKED(first_time(floor, turn, once));
        CHECKED(require_room<PhoneNumber>(floor));
        const bool is_taken = std::ranges::any_of(
            floor.phone_numbers, [&](const auto& entry) { return entry.second.number == number; });
        if (is_taken) return refuse(Code::conflict, "number_taken", {}, "/number");
        if (!body.inbox) return refuse(Code::invalid, "missing_field", {}, "/inbox_id");
        TRY(PhoneNumber made, patched(app, floor, PhoneNumber{}, body));
        made.id = turn.make<PhoneNumberId>();
        made.number = number;
        made.created_at = turn.now;
        store(floor, turn, made, EventType::phone_number_created, by);
        keep(floor, turn, once, made);
        return made;
    };
    co_return co_await change<PhoneNumber>(app, staff, to_change, std::move(decide));
}

Task<Result<PhoneNumber>> update_phone_number(App& app, const Staff& staff, PhoneNumberId id,
                                              PhoneNumberPatch patch,
                                              Expected<PhoneNumber> expected) {
    co_return co_await update<PhoneNumber>(app, staff, id, std::move(expected),
                                           [&app, patch](const Floor& floor, PhoneNumber there) {
                                               return patched(app, floor, std::move(there), patch);
                                           });
}

Task<Result<bool>> delete_phone_number(App& app, const Staff& staff, PhoneNumberId id) {
    co_return co_await erase<PhoneNumber>(app, staff, id);
}

Task<Result<VoiceSettings>> get_voice_settings(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<VoiceSettings(const Floor&)> look = [](const Floor& floor) {
        return floor.voice_settings;
    };
    co_return co_await owner->peek<VoiceSettings>(std::move(look));
}

Task<Result<VoiceSettings>> update_voice_settings(App& app, const Staff& staff,
                                                  VoiceSettingsPatch patch,
                                                  Expected<VoiceSettings> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    LineDecision<VoiceSettings> decide =
        [patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<VoiceSettings> {
        CHECKED(still(expected, floor.voice_settings));
        TRY(VoiceSettings settings, patched(floor.voice_settings, patch));
        settings.workspace = floor.workspace.id;
        floor.voice_settings = settings;
        turn.put(settings);
        turn.append(EventType::voice_settings_updated, Actor::of(by), Visibility::staff);
        return settings;
    };
    co_return co_await change<VoiceSettings>(app, staff, to_change, std::move(decide));
}

}  // namespace parley::app
