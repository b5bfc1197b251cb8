#include "main/voice/lines.hpp"

#include "base/enum_names.hpp"

namespace parley {
namespace {

template <class Map, class Key>
auto found_in(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

voice::SetTrunk set_trunk(const Trunk& trunk, const Seal& seal) {
    voice::SetTrunk set;
    set.trunk = trunk.id;
    set.transport = trunk.transport;
    set.host = trunk.host;
    set.port = trunk.port;
    set.user = trunk.user;
    if (!trunk.password.empty()) set.password = seal.open(trunk.password).value_or("");
    set.registers = trunk.registers;
    set.sources = trunk.sources;
    set.srtp = trunk.srtp;
    for (const std::string& name : trunk.codecs) {
        if (const auto codec = enum_named<VoiceCodec>(name)) set.codecs.push_back(*codec);
    }
    set.caller_id = trunk.caller_id;
    set.ca = trunk.ca;
    return set;
}

voice::SetPhone set_phone(const Phone& phone) {
    return {{}, phone.id, phone.user, phone.ha1_md5, phone.ha1_sha256};
}

void Lines::belongs(TrunkId trunk, WorkspaceId workspace) {
    const std::scoped_lock lock(mutex_);
    trunks_[trunk] = workspace;
}

void Lines::belongs(PhoneId phone, WorkspaceId workspace, AgentId agent) {
    const std::scoped_lock lock(mutex_);
    phones_[phone] = {workspace, agent};
}

void Lines::forget_all() {
    const std::scoped_lock lock(mutex_);
    trunks_.clear();
    phones_.clear();
}

void Lines::changed(const voice::TrunkChanged& told) {
    const std::scoped_lock lock(mutex_);
    trunk_lines_[told.trunk] = {told.state, told.reason};
}

void Lines::changed(const voice::PhoneChanged& told) {
    const std::scoped_lock lock(mutex_);
    phone_lines_[told.phone] = {told.registered, told.address, told.user_agent};
}

void Lines::all_unknown() {
    const std::scoped_lock lock(mutex_);
    trunk_lines_.clear();
    phone_lines_.clear();
}

std::optional<WorkspaceId> Lines::workspace_of(TrunkId trunk) const {
    const std::scoped_lock lock(mutex_);
    return found_in(trunks_, trunk);
}

std::optional<std::pair<WorkspaceId, AgentId>> Lines::agent_of(PhoneId phone) const {
    const std::scoped_lock lock(mutex_);
    return found_in(phones_, phone);
}

TrunkLine Lines::line(TrunkId trunk) const {
    const std::scoped_lock lock(mutex_);
    return found_in(trunk_lines_, trunk).value_or(TrunkLine{});
}

PhoneLine Lines::line(PhoneId phone) const {
    const std::scoped_lock lock(mutex_);
    return found_in(phone_lines_, phone).value_or(PhoneLine{});
}

}  // namespace parley
