// What lets programs in and lets them try again: API keys, and answers kept for a day.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<ApiKey> : InWorkspace {
    static constexpr std::string_view name = "api_key";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "name, scopes, agent_id, prefix, secret_hash, made_by, created_at, expires_at, revoked_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.name, row.scopes, row.agent, row.prefix, row.secret_hash,
                        row.made_by, row.created_at, row.expires_at, row.revoked_at);
    }
};

template <>
struct Table<ApiKeyUse> : InWorkspace {
    static constexpr std::string_view name = "api_key_use";
    static constexpr std::string_view key = "key_id";
    static constexpr std::string_view rest = "last_used_at";
    static auto fields(auto& row) { return std::tie(row.key, row.last_used_at); }
};

template <>
struct Table<KeptAnswer> : OnlyAdded {
    static constexpr std::string_view name = "kept_answer";
    static constexpr std::string_view key = "caller, request_key";
    static constexpr std::string_view rest = "fingerprint, status, sealed, created_at";
    static auto fields(auto& row) {
        return std::tie(row.caller, row.request_key, row.fingerprint, row.status, row.sealed,
                        row.created_at);
    }
};

}  // namespace parley::sql
