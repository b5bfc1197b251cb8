#include "http/wire/line.hpp"

#include "base/enum_names.hpp"
#include "http/wire/version.hpp"

namespace parley::wire {

// What the lines do at this moment is no setting: it is told beside the version.
Trunk to_wire(const parley::Trunk& trunk, const TrunkLine& line) {
    Trunk wire;
    wire.id = trunk.id;
    wire.name = trunk.name;
    wire.transport = trunk.transport;
    wire.host = trunk.host;
    wire.port = trunk.port;
    wire.user = trunk.user;
    wire.has_password = !trunk.password.empty();
    wire.registers = trunk.registers;
    wire.sources = trunk.sources;
    wire.srtp = trunk.srtp;
    for (const std::string& name : trunk.codecs) {
        if (const auto codec = enum_named<VoiceCodec>(name)) wire.codecs.push_back(*codec);
    }
    wire.caller_id = trunk.caller_id;
    wire.ca = trunk.ca;
    wire.calls_max = trunk.calls_max;
    wire.active = trunk.active;
    wire.created_at = trunk.created_at;
    wire.version = version_of(wire);
    wire.state = line.state;
    wire.state_reason = line.reason;
    return wire;
}

Phone to_wire(const parley::Phone& phone, const PhoneLine& line) {
    Phone wire;
    wire.id = phone.id;
    wire.name = phone.name;
    wire.agent_id = phone.agent;
    wire.user = phone.user;
    wire.rings = phone.rings;
    wire.active = phone.active;
    wire.created_at = phone.created_at;
    wire.version = version_of(wire);
    wire.registered = line.registered;
    wire.address = line.address;
    wire.user_agent = line.user_agent;
    return wire;
}

PhoneMade to_wire(const app::PhoneMade& made, const PhoneLine& line) {
    return {to_wire(made.phone, line), made.password};
}

PhoneNumber to_wire(const parley::PhoneNumber& number) {
    PhoneNumber wire;
    wire.id = number.id;
    wire.number = number.number;
    wire.inbox_id = number.inbox;
    wire.trunk_ids = number.trunks;
    wire.outbound = number.outbound;
    wire.prefixes = number.prefixes;
    wire.active = number.active;
    wire.created_at = number.created_at;
    wire.version = version_of(wire);
    return wire;
}

VoiceSettings to_wire(const parley::VoiceSettings& settings) {
    VoiceSettings wire;
    wire.recording = settings.recording;
    wire.retention_days = settings.retention_days;
    wire.country = settings.country;
    wire.allowed_prefixes = settings.allowed_prefixes;
    wire.call_share = settings.call_share;
    wire.calls_max = settings.calls_max;
    wire.agent_calls_max = settings.agent_calls_max;
    wire.agent_minutes_max = settings.agent_minutes_max;
    wire.version = version_of(wire);
    return wire;
}

}  // namespace parley::wire
