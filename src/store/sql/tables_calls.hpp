// Telephone calls: what is set up, and what took place.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<Trunk> : InWorkspace {
    static constexpr std::string_view name = "trunk";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "name, transport, host, port, username, password, registers, sources, srtp, codecs, "
        "caller_id, ca, calls_max, active, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.name, row.transport, row.host, row.port, row.user, row.password,
                        row.registers, row.sources, row.srtp, row.codecs, row.caller_id, row.ca,
                        row.calls_max, row.active, row.created_at);
    }
};

template <>
struct Table<Phone> : InWorkspace {
    static constexpr std::string_view name = "phone";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "name, agent_id, username, ha1_md5, ha1_sha256, rings, active, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.name, row.agent, row.user, row.ha1_md5, row.ha1_sha256,
                        row.rings, row.active, row.created_at);
    }
};

template <>
struct Table<PhoneNumber> : InWorkspace {
    static constexpr std::string_view name = "phone_number";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "number, inbox_id, trunks, outbound, prefixes, active, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.number, row.inbox, row.trunks, row.outbound, row.prefixes,
                        row.active, row.created_at);
    }
};

// One of a workspace, as its row is.
template <>
struct Table<VoiceSettings> : OfInstallation {
    static constexpr std::string_view name = "voice_settings";
    static constexpr std::string_view key = "workspace_id";
    static constexpr std::string_view rest =
        "recording, retention_days, country, allowed_prefixes, call_share, calls_max, "
        "agent_calls_max, "
        "agent_minutes_max";
    static auto fields(auto& row) {
        return std::tie(row.workspace, row.recording, row.retention_days, row.country,
                        row.allowed_prefixes, row.call_share, row.calls_max, row.agent_calls_max,
                        row.agent_minutes_max);
    }
};

template <>
struct Table<Call> : InWorkspace {
    static constexpr std::string_view name = "call";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "session_id, conversation_id, inbox_id, contact_id, message_id, agent_id, direction, "
        "state, number, own_number, home, started_at, answered_at, ended_at, alone_since, "
        "is_held, is_handed_on, cause, version";
    static auto fields(auto& row) {
        return std::tie(row.id, row.session, row.conversation, row.inbox, row.contact, row.message,
                        row.agent, row.direction, row.state, row.number, row.own_number, row.home,
                        row.started_at, row.answered_at, row.ended_at, row.alone_since, row.is_held,
                        row.is_handed_on, row.cause, row.version);
    }
};

template <>
struct Table<Leg> : InWorkspace {
    static constexpr std::string_view name = "leg";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "call_id, place, kind, medium, agent_id, trunk_id, phone_id, number, state, has_sound, "
        "started_at, joined_at, left_at, cause, status, codec, encrypted, packets, lost, "
        "jitter_us, mos_percent, supervision";
    static auto fields(auto& row) {
        return std::tie(row.id, row.call, row.place, row.kind, row.medium, row.agent, row.trunk,
                        row.phone, row.number, row.state, row.has_sound, row.started_at,
                        row.joined_at, row.left_at, row.cause, row.status, row.codec, row.encrypted,
                        row.packets, row.lost, row.jitter_us, row.mos_percent, row.supervision);
    }
};

template <>
struct Table<Recording> : InWorkspace {
    static constexpr std::string_view name = "recording";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "call_id, session_id, state, started_at, ended_at, duration_ms, bytes, "
        "delete_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.call, row.session, row.state, row.started_at, row.ended_at,
                        row.duration_ms, row.bytes, row.delete_at);
    }
};

template <class T>
void put(Database& db, const WorkspaceId& workspace, const Gone<T>& row) {
    static const std::string sql =
        fmt::format("DELETE FROM {} WHERE workspace_id = $1 AND id = $2", Table<T>::name);
    db.run(sql, workspace, row.id);
}

}  // namespace parley::sql
