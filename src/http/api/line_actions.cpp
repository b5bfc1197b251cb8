// Telephone lines as administrators set them up.
#include "http/api/actions.hpp"
#include "http/api/once.hpp"
#include "http/wire/line.hpp"

namespace parley::http {
namespace {

// TrunkBody and TrunkPatch name their common members alike, as do the others.
template <class Body>
app::TrunkPatch trunk_patch(Body& body) {
    app::TrunkPatch patch;
    patch.name = std::move(body.name);
    patch.host = std::move(body.host);
    patch.transport = body.transport;
    patch.port = body.port;
    patch.user = std::move(body.user);
    patch.password = std::move(body.password);
    patch.registers = body.registers;
    if (body.sources) patch.sources = std::move(*body.sources);
    patch.srtp = body.srtp;
    if (body.codecs) patch.codecs = std::move(*body.codecs);
    patch.caller_id = body.caller_id;
    patch.ca = std::move(body.ca);
    patch.calls_max = body.calls_max;
    return patch;
}

template <class Body>
app::PhoneNumberPatch number_patch(Body& body) {
    app::PhoneNumberPatch patch;
    patch.inbox = body.inbox_id;
    if (body.trunk_ids) patch.trunks = std::move(*body.trunk_ids);
    patch.outbound = body.outbound;
    if (body.prefixes) patch.prefixes = std::move(*body.prefixes);
    return patch;
}

auto trunk_wire(const Call& call) {
    return [&telephone = call.deps.telephone](const Trunk& trunk) {
        return wire::to_wire(trunk, telephone.line(trunk.id));
    };
}

auto phone_wire(const Call& call) {
    return [&telephone = call.deps.telephone](const Phone& phone) {
        return wire::to_wire(phone, telephone.line(phone.id));
    };
}

// All of them: they are few, and in order of age.
template <class Rows, class ToWire>
Response page_of(const Rows& rows, ToWire to_wire) {
    wire::Page<decltype(to_wire(rows.front()))> page;
    for (const auto& row : rows) page.items.push_back(to_wire(row));
    return json(page);
}

std::string version_of(const Trunk& trunk) { return wire::to_wire(trunk, TrunkLine{}).version; }
std::string version_of(const Phone& phone) { return wire::to_wire(phone, PhoneLine{}).version; }
std::string version_of(const PhoneNumber& number) { return wire::to_wire(number).version; }
std::string version_of(const VoiceSettings& settings) { return wire::to_wire(settings).version; }

constexpr auto stored_version = [](const auto& stored) { return version_of(stored); };

}  // namespace

Task<Result<Response>> get_trunks(Call& call) {
    CO_TRY(const auto trunks, co_await app::list_trunks(call.app(), call.by_staff()));
    co_return page_of(trunks, trunk_wire(call));
}

Task<Result<Response>> get_trunk(Call& call) {
    CO_TRY(const TrunkId id, call.id<TrunkId>(0));
    CO_TRY(const Trunk trunk, co_await app::get_trunk(call.app(), call.by_staff(), id));
    co_return versioned(trunk_wire(call)(trunk));
}

Task<Result<Response>> post_trunk(Call& call) {
    CO_TRY(auto body, call.body<wire::TrunkBody>());
    app::TrunkPatch patch = trunk_patch(body);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [to_wire = trunk_wire(call)](const Trunk& made) {
        return json(to_wire(made), 201);
    };
    CO_TRY(const Trunk trunk,
           co_await app::create_trunk(call.app(), call.deps.recordings.seal, call.by_staff(),
                                      std::move(patch), once.keeping<Trunk>(answer)));
    co_return answer(trunk);
}

Task<Result<Response>> patch_trunk(Call& call) {
    CO_TRY(const TrunkId id, call.id<TrunkId>(0));
    CO_TRY(auto body, call.body<wire::TrunkPatch>());
    app::TrunkPatch patch = trunk_patch(body);
    patch.active = body.active;
    CO_TRY(const Trunk trunk,
           co_await app::update_trunk(call.app(), call.deps.recordings.seal, call.by_staff(), id,
                                      std::move(patch),
                                      expected_by<Trunk>(call.request, stored_version)));
    co_return versioned(trunk_wire(call)(trunk));
}

Task<Result<Response>> delete_trunk(Call& call) {
    CO_TRY(const TrunkId id, call.id<TrunkId>(0));
    CO_CHECKED(co_await app::delete_trunk(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> get_phones(Call& call) {
    CO_TRY(const auto phones, co_await app::list_phones(call.app(), call.by_staff()));
    co_return page_of(phones, phone_wire(call));
}

Task<Result<Response>> get_own_phones(Call& call) {
    CO_TRY(const auto phones, co_await app::list_own_phones(call.app(), call.by_staff()));
    co_return page_of(phones, phone_wire(call));
}

Task<Result<Response>> get_phone(Call& call) {
    CO_TRY(const PhoneId id, call.id<PhoneId>(0));
    CO_TRY(const Phone phone, co_await app::get_phone(call.app(), call.by_staff(), id));
    co_return versioned(phone_wire(call)(phone));
}

Task<Result<Response>> post_phone(Call& call) {
    CO_TRY(auto body, call.body<wire::PhoneBody>());
    app::PhonePatch patch;
    patch.name = std::move(body.name);
    patch.agent = body.agent_id;
    patch.rings = body.rings;
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const app::PhoneMade& made) {
        return json(wire::to_wire(made, PhoneLine{}), 201);
    };
    CO_TRY(const auto made,
           co_await app::create_phone(call.app(), call.by_staff(), std::move(patch),
                                      once.keeping<app::PhoneMade>(answer)));
    co_return answer(made);
}

Task<Result<Response>> patch_phone(Call& call) {
    CO_TRY(const PhoneId id, call.id<PhoneId>(0));
    CO_TRY(auto body, call.body<wire::PhonePatch>());
    app::PhonePatch patch;
    patch.name = std::move(body.name);
    patch.agent = body.agent_id;
    patch.rings = body.rings;
    patch.active = body.active;
    CO_TRY(const Phone phone,
           co_await app::update_phone(call.app(), call.by_staff(), id, std::move(patch),
                                      expected_by<Phone>(call.request, stored_version)));
    co_return versioned(phone_wire(call)(phone));
}

Task<Result<Response>> post_phone_password(Call& call) {
    CO_TRY(const PhoneId id, call.id<PhoneId>(0));
    CO_TRY(const auto made, co_await app::rotate_phone_password(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(made, call.deps.telephone.line(id)));
}

Task<Result<Response>> delete_phone(Call& call) {
    CO_TRY(const PhoneId id, call.id<PhoneId>(0));
    CO_CHECKED(co_await app::delete_phone(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> get_phone_numbers(Call& call) {
    CO_TRY(const auto numbers, co_await app::list_phone_numbers(call.app(), call.by_staff()));
    co_return page_of(numbers, [](const PhoneNumber& one) { return wire::to_wire(one); });
}

Task<Result<Response>> get_phone_number(Call& call) {
    CO_TRY(const PhoneNumberId id, call.id<PhoneNumberId>(0));
    CO_TRY(const auto number, co_await app::get_phone_number(call.app(), call.by_staff(), id));
    co_return versioned(wire::to_wire(number));
}

Task<Result<Response>> post_phone_number(Call& call) {
    CO_TRY(auto body, call.body<wire::PhoneNumberBody>());
    app::PhoneNumberPatch patch = number_patch(body);
    patch.number = std::move(body.number);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const PhoneNumber& made) { return json(wire::to_wire(made), 201); };
    CO_TRY(const auto number,
           co_await app::create_phone_number(call.app(), call.by_staff(), std::move(patch),
                                             once.keeping<PhoneNumber>(answer)));
    co_return answer(number);
}

Task<Result<Response>> patch_phone_number(Call& call) {
    CO_TRY(const PhoneNumberId id, call.id<PhoneNumberId>(0));
    CO_TRY(auto body, call.body<wire::PhoneNumberPatch>());
    app::PhoneNumberPatch patch = number_patch(body);
    patch.active = body.active;
    CO_TRY(const auto number, co_await app::update_phone_number(
                                  call.app(), call.by_staff(), id, std::move(patch),
                                  expected_by<PhoneNumber>(call.request, stored_version)));
    co_return versioned(wire::to_wire(number));
}

Task<Result<Response>> delete_phone_number(Call& call) {
    CO_TRY(const PhoneNumberId id, call.id<PhoneNumberId>(0));
    CO_CHECKED(co_await app::delete_phone_number(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> get_voice_settings(Call& call) {
    CO_TRY(const auto settings, co_await app::get_voice_settings(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(settings));
}

Task<Result<Response>> patch_voice_settings(Call& call) {
    CO_TRY(auto body, call.body<wire::VoiceSettingsPatch>());
    app::VoiceSettingsPatch patch;
    patch.recording = body.recording;
    patch.retention_days = body.retention_days;
    patch.country = std::move(body.country);
    if (body.allowed_prefixes) patch.allowed_prefixes = std::move(*body.allowed_prefixes);
    patch.call_share = body.call_share;
    patch.calls_max = body.calls_max;
    patch.agent_calls_max = body.agent_calls_max;
    patch.agent_minutes_max = body.agent_minutes_max;
    CO_TRY(const auto settings, co_await app::update_voice_settings(
                                    call.app(), call.by_staff(), std::move(patch),
                                    expected_by<VoiceSettings>(call.request, stored_version)));
    co_return versioned(wire::to_wire(settings));
}

Task<Result<Response>> get_voice(Call& call) {
    co_return json(wire::VoiceStatus{call.deps.telephone.is_up(), call.deps.telephone.server()});
}

}  // namespace parley::http
