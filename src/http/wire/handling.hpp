// How sessions are handled: wrap-up codes, and colleagues who are asked about a session.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/code_report.hpp"
#include "app/targets.hpp"
#include "codec/types.hpp"
#include "domain/callback.hpp"
#include "domain/capacity_profile.hpp"
#include "domain/colleague.hpp"
#include "domain/wrap_up_code.hpp"
#include "http/wire/routing.hpp"

namespace parley::wire {

using WrapUpCodeIds = codec::List<WrapUpCodeId, parley::WrapUpCode::of_session_max>;

struct WrapUpCode {
    WrapUpCodeId id;
    std::string name;
    bool active = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(WrapUpCode, (), (id, name, active, created_at, version))

struct WrapUpCodeBody {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(WrapUpCodeBody, (), (name))

struct WrapUpCodePatch {
    std::optional<std::string> name;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(WrapUpCodePatch, (), (name, active))

struct Colleague {
    ColleagueId id;
    ColleagueKind kind{};
    ColleagueState state{};
    AgentId agent_id;
    AgentId asked_by;
    int share = 0;  // Of their capacity, once they have joined.
    Instant asked_at;
    Instant expires_at;
    Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(Colleague, (),
                      (id, kind, state, agent_id, asked_by, share, asked_at, expires_at, joined_at))

struct ColleagueBody {
    AgentId agent_id;
    ColleagueKind kind{};
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ColleagueBody, (), (agent_id, kind, note))

struct Callback {
    std::string number;
    CallbackState state{};
    int attempts = 0;
    Instant requested_at;
    Instant due_at;
};
BOOST_DESCRIBE_STRUCT(Callback, (), (number, state, attempts, requested_at, due_at))

struct CallbackBody {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(CallbackBody, (), (number))

struct ChannelShare {
    std::string channel;
    int share = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelShare, (), (channel, share))

using ChannelShares = codec::List<ChannelShare, parley::CapacityProfile::shares_max>;

struct CapacityProfile {
    CapacityProfileId id;
    std::string name;
    ChannelShares shares;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(CapacityProfile, (), (id, name, shares, created_at, version))

struct CapacityProfileBody {
    std::string name;
    std::optional<ChannelShares> shares;
};
BOOST_DESCRIBE_STRUCT(CapacityProfileBody, (), (name, shares))

struct CapacityProfilePatch {
    std::optional<std::string> name;
    std::optional<ChannelShares> shares;
};
BOOST_DESCRIBE_STRUCT(CapacityProfilePatch, (), (name, shares))

struct TargetAgent {
    AgentId agent_id;
    Presence presence{};
    bool wraps_up = false;
    int capacity = 0;
    int load = 0;
};
BOOST_DESCRIBE_STRUCT(TargetAgent, (), (agent_id, presence, wraps_up, capacity, load))

struct TargetQueue {
    QueueId queue_id;
    std::int64_t waiting = 0;
    std::int64_t staffed = 0;
    codec::Nullable<WaitRange> expected;
};
BOOST_DESCRIBE_STRUCT(TargetQueue, (), (queue_id, waiting, staffed, expected))

struct Targets {
    std::vector<TargetAgent> agents;
    std::vector<TargetQueue> queues;
};
BOOST_DESCRIBE_STRUCT(Targets, (), (agents, queues))

struct CodeUse {
    WrapUpCodeId wrap_up_code_id;
    std::string name;
    std::int64_t sessions = 0;
    std::int64_t resolved = 0;   // Of those.
    std::int64_t served_ms = 0;  // From assigned to closed, all together.
};
BOOST_DESCRIBE_STRUCT(CodeUse, (), (wrap_up_code_id, name, sessions, resolved, served_ms))

struct CodeReport {
    Instant from;
    Instant to;
    std::vector<CodeUse> rows;
    std::int64_t closed = 0;  // Sessions that were served and closed, with a code or without.
};
BOOST_DESCRIBE_STRUCT(CodeReport, (), (from, to, rows, closed))

WrapUpCode to_wire(const parley::WrapUpCode& code);
CapacityProfile to_wire(const parley::CapacityProfile& profile);
std::vector<parley::ChannelShare> from_wire(const ChannelShares& shares);
Colleague to_wire(const parley::Colleague& colleague);
Callback to_wire(const parley::Callback& callback);
CodeReport to_wire(const app::CodeReport& report);
Targets to_wire(const app::Targets& targets);

}  // namespace parley::wire
