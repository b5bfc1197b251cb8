// Who works here and what they serve: accounts, workspaces, agents, queues, inboxes.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

// Its next_seq and fence are the writer's alone and not of the row.
template <>
struct Table<Workspace> : OfInstallation {
    static constexpr std::string_view name = "workspace";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "name, locale, time_zone, demo, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.name, row.locale, row.time_zone, row.demo, row.created_at);
    }
};

template <>
struct Table<Account> : OfInstallation {
    static constexpr std::string_view name = "account";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "email, password_hash, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.email, row.password_hash, row.created_at);
    }
};

template <>
struct Table<SignIn> : OfInstallation {
    static constexpr std::string_view name = "sign_in";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "account_id, workspace_id, agent_id, token_hash, user_agent, address, created_at, "
        "last_seen_at, revoked_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.account, row.workspace, row.agent, row.token_hash,
                        row.user_agent, row.address, row.created_at, row.last_seen_at,
                        row.revoked_at);
    }
};

template <>
struct Table<Agent> : InWorkspace {
    static constexpr std::string_view name = "agent";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "account_id, name, email, role, capacity, capacity_profile_id, skills, queues, active, "
        "presence, "
        "presence_reason, presence_since, wrap_up_until, wrap_up_queue_id, wrap_up_extensions, "
        "posts, "
        "created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.account, row.name, row.email, row.role, row.capacity,
                        row.capacity_profile, row.skills, row.queues, row.active, row.presence,
                        row.presence_reason, row.presence_since, row.wrap_up_until,
                        row.wrap_up_queue, row.wrap_up_extensions, row.posts, row.created_at);
    }
};

template <>
struct Table<PresenceInterval> : InWorkspace {
    static constexpr std::string_view name = "presence_interval";
    static constexpr std::string_view key = "agent_id, from_at";
    static constexpr std::string_view rest = "to_at, presence, reason";
    static auto fields(auto& row) {
        return std::tie(row.agent, row.from, row.to, row.presence, row.reason);
    }
};

template <>
struct Table<Queue> : InWorkspace {
    static constexpr std::string_view name = "queue";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "name, strategy, skills, share, offer_seconds, overflow_queue_id, "
        "overflow_after_seconds, wrap_up_seconds, waiting_max, alert_waiting, alert_wait_seconds, "
        "alert_unstaffed, alerts_raised, active, familiar_seconds, answer_seconds, steps, "
        "calendar_id, closed, closed_text, closed_queue_id, wrap_up_codes, wrap_up_extensions_max, "
        "wrap_up_extend_seconds, picking, interruptible, when_full, "
        "left_messages_max, callback_attempts_max, callback_retry_seconds, callback_key, "
        "guest_share, "
        "created_at";
    static auto fields(auto& row) {
        return std::tie(
            row.id, row.name, row.strategy, row.skills, row.share, row.offer_seconds,
            row.overflow_queue, row.overflow_after_seconds, row.wrap_up_seconds, row.waiting_max,
            row.alerts.waiting, row.alerts.wait_seconds, row.alerts.unstaffed, row.alerts.raised,
            row.active, row.familiar_seconds, row.answer_seconds, row.steps, row.calendar,
            row.closed, row.closed_text, row.closed_queue, row.wrap_up_codes,
            row.wrap_up_extensions_max, row.wrap_up_extend_seconds, row.picking, row.interruptible,
            row.when_full, row.left_messages_max, row.callback_attempts_max,
            row.callback_retry_seconds, row.callback_key, row.guest_share, row.created_at);
    }
};

template <>
struct Table<CapacityProfile> : InWorkspace {
    static constexpr std::string_view name = "capacity_profile";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "name, shares, created_at";
    static auto fields(auto& row) { return std::tie(row.id, row.name, row.shares, row.created_at); }
};

template <>
struct Table<WrapUpCode> : InWorkspace {
    static constexpr std::string_view name = "wrap_up_code";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "name, active, created_at";
    static auto fields(auto& row) { return std::tie(row.id, row.name, row.active, row.created_at); }
};

template <>
struct Table<PresenceReason> : InWorkspace {
    static constexpr std::string_view name = "presence_reason";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "word, name, kind, productive, minutes_max, precedence, active, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.word, row.name, row.kind, row.productive, row.minutes_max,
                        row.precedence, row.active, row.created_at);
    }
};

template <>
struct Table<Inbox> : InWorkspace {
    static constexpr std::string_view name = "inbox";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "channel, name, public_key, queue_id, greeting, locale, accent, domains, pre_chat, "
        "active, connected_at, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.channel, row.name, row.public_key, row.queue, row.greeting,
                        row.locale, row.accent, row.domains, row.pre_chat, row.active,
                        row.connected_at, row.created_at);
    }
};

}  // namespace parley::sql
