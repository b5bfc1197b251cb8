// Telephone lines: trunks, numbers, desk phones, and what calls may do.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/calls/lines.hpp"
#include "app/calls/telephone.hpp"
#include "codec/types.hpp"
#include "domain/phone.hpp"
#include "domain/trunk.hpp"
#include "domain/voice_settings.hpp"

namespace parley::wire {

constexpr std::size_t codecs_max = 4;

struct Trunk {
    TrunkId id;
    std::string name;
    SipTransport transport{};
    std::string host;
    int port = 0;
    std::string user;
    bool has_password = false;
    bool registers = false;
    std::vector<std::string> sources;
    Srtp srtp{};
    std::vector<VoiceCodec> codecs;
    CallerIdHeader caller_id{};
    std::string ca;
    int calls_max = 0;
    bool active = false;
    TrunkState state{};
    std::string state_reason;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Trunk, (),
                      (id, name, transport, host, port, user, has_password, registers, sources,
                       srtp, codecs, caller_id, ca, calls_max, active, state, state_reason,
                       created_at, version))

struct TrunkBody {
    std::string name;
    std::string host;
    std::optional<SipTransport> transport;
    std::optional<int> port;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<bool> registers;
    std::optional<codec::List<std::string, parley::Trunk::sources_max>> sources;
    std::optional<Srtp> srtp;
    std::optional<codec::List<VoiceCodec, codecs_max>> codecs;
    std::optional<CallerIdHeader> caller_id;
    std::optional<std::string> ca;
    std::optional<int> calls_max;
};
BOOST_DESCRIBE_STRUCT(TrunkBody, (),
                      (name, host, transport, port, user, password, registers, sources, srtp,
                       codecs, caller_id, ca, calls_max))

struct TrunkPatch {
    std::optional<std::string> name;
    std::optional<std::string> host;
    std::optional<SipTransport> transport;
    std::optional<int> port;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<bool> registers;
    std::optional<codec::List<std::string, parley::Trunk::sources_max>> sources;
    std::optional<Srtp> srtp;
    std::optional<codec::List<VoiceCodec, codecs_max>> codecs;
    std::optional<CallerIdHeader> caller_id;
    std::optional<std::string> ca;
    std::optional<int> calls_max;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(TrunkPatch, (),
                      (name, host, transport, port, user, password, registers, sources, srtp,
                       codecs, caller_id, ca, calls_max, active))

struct Phone {
    PhoneId id;
    std::string name;
    AgentId agent_id;
    std::string user;
    bool rings = false;
    bool active = false;
    bool registered = false;
    std::string address;
    std::string user_agent;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Phone, (),
                      (id, name, agent_id, user, rings, active, registered, address, user_agent,
                       created_at, version))

struct PhoneMade {
    Phone phone;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(PhoneMade, (), (phone, password))

struct PhoneBody {
    std::string name;
    AgentId agent_id;
    std::optional<bool> rings;
};
BOOST_DESCRIBE_STRUCT(PhoneBody, (), (name, agent_id, rings))

struct PhonePatch {
    std::optional<std::string> name;
    std::optional<AgentId> agent_id;
    std::optional<bool> rings;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(PhonePatch, (), (name, agent_id, rings, active))

struct PhoneNumber {
    PhoneNumberId id;
    std::string number;
    InboxId inbox_id;
    std::vector<TrunkId> trunk_ids;
    bool outbound = false;
    std::vector<std::string> prefixes;
    bool active = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(PhoneNumber, (),
                      (id, number, inbox_id, trunk_ids, outbound, prefixes, active, created_at,
                       version))

using TrunkIds = codec::List<TrunkId, parley::PhoneNumber::trunks_max>;
using NumberPrefixes = codec::List<std::string, parley::PhoneNumber::prefixes_max>;

struct PhoneNumberBody {
    std::string number;
    InboxId inbox_id;
    std::optional<TrunkIds> trunk_ids;
    std::optional<bool> outbound;
    std::optional<NumberPrefixes> prefixes;
};
BOOST_DESCRIBE_STRUCT(PhoneNumberBody, (), (number, inbox_id, trunk_ids, outbound, prefixes))

struct PhoneNumberPatch {
    std::optional<InboxId> inbox_id;
    std::optional<TrunkIds> trunk_ids;
    std::optional<bool> outbound;
    std::optional<NumberPrefixes> prefixes;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(PhoneNumberPatch, (), (inbox_id, trunk_ids, outbound, prefixes, active))

using AllowedPrefixes = codec::List<std::string, parley::VoiceSettings::prefixes_max>;

struct VoiceSettings {
    bool recording = false;
    int retention_days = 0;
    std::string country;
    std::vector<std::string> allowed_prefixes;
    int call_share = 0;
    int calls_max = 0;
    int agent_calls_max = 0;
    int agent_minutes_max = 0;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(VoiceSettings, (),
                      (recording, retention_days, country, allowed_prefixes, call_share, calls_max,
                       agent_calls_max, agent_minutes_max, version))

struct VoiceSettingsPatch {
    std::optional<bool> recording;
    std::optional<int> retention_days;
    std::optional<std::string> country;
    std::optional<AllowedPrefixes> allowed_prefixes;
    std::optional<int> call_share;
    std::optional<int> calls_max;
    std::optional<int> agent_calls_max;
    std::optional<int> agent_minutes_max;
};
BOOST_DESCRIBE_STRUCT(VoiceSettingsPatch, (),
                      (recording, retention_days, country, allowed_prefixes, call_share, calls_max,
                       agent_calls_max, agent_minutes_max))

struct VoiceStatus {
    bool available = false;
    std::string server;  // host:port where phones register; empty where there is none.
};
BOOST_DESCRIBE_STRUCT(VoiceStatus, (), (available, server))

Trunk to_wire(const parley::Trunk& trunk, const TrunkLine& line);
Phone to_wire(const parley::Phone& phone, const PhoneLine& line);
PhoneMade to_wire(const app::PhoneMade& made, const PhoneLine& line);
PhoneNumber to_wire(const parley::PhoneNumber& number);
VoiceSettings to_wire(const parley::VoiceSettings& settings);

}  // namespace parley::wire
