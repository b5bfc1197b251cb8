// Facts, agents' clocks, and the sums of reports.
#pragma once

#include "ports/facts.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<insight::SessionFact> : InWorkspace {
    static constexpr std::string_view name = "session_fact";
    static constexpr std::string_view key = "session_id";
    static constexpr std::string_view rest =
        "first_queue_id, queue_id, inbox_id, contact_id, agent_id, closed_agent_id, "
        "human_agent_id, left_message, opened_at, asked_at, offered_at, assigned_at, "
        "first_contact_at, first_human_at, last_human_at, closed_at, invited_at, rated_at, "
        "close_reason, stints, waits, transfers, messages_contact, messages_human, "
        "messages_system, rounds, rounds_open, response_ms, talk_ms, is_call, is_valid, "
        "is_repeated, score, is_resolved, wrap_up_codes, run_at, is_offered, offered_agent_id, "
        "offer_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.first_queue, row.queue, row.inbox, row.contact, row.agent,
                        row.closed_agent, row.human_agent, row.left_message, row.opened_at,
                        row.asked_at, row.offered_at, row.assigned_at, row.first_contact_at,
                        row.first_human_at, row.last_human_at, row.closed_at, row.invited_at,
                        row.rated_at, row.close_reason, row.stints, row.waits, row.transfers,
                        row.messages_contact, row.messages_human, row.messages_system, row.rounds,
                        row.rounds_open, row.response_ms, row.talk_ms, row.is_call, row.is_valid,
                        row.is_repeated, row.score, row.is_resolved, row.wrap_up_codes, row.run_at,
                        row.is_offered, row.offered_agent, row.offer_at);
    }
};

template <>
struct Table<insight::Stint> : InWorkspace {
    static constexpr std::string_view name = "stint";
    static constexpr std::string_view key = "session_id, number";
    static constexpr std::string_view rest =
        "agent_id, queue_id, inbox_id, began_at, start, ended_at, ending, first_human_at, "
        "has_first_response, first_response_ms, messages_contact, messages_human, rounds, "
        "rounds_open, response_ms, is_first_transfer, effort_us";
    static auto fields(auto& row) {
        return std::tie(row.session, row.number, row.agent, row.queue, row.inbox, row.began_at,
                        row.start, row.ended_at, row.end, row.first_human_at,
                        row.has_first_response, row.first_response_ms, row.messages_contact,
                        row.messages_human, row.rounds, row.rounds_open, row.response_ms,
                        row.is_first_transfer, row.effort_us);
    }
};

template <>
struct Table<insight::Wait> : InWorkspace {
    static constexpr std::string_view name = "wait";
    static constexpr std::string_view key = "session_id, number";
    static constexpr std::string_view rest =
        "queue_id, inbox_id, entered_at, left_at, ending, cause, to_queue_id, offers, timed_out, "
        "declined, contact_left, withdrawn";
    static auto fields(auto& row) {
        return std::tie(row.session, row.number, row.queue, row.inbox, row.entered_at, row.left_at,
                        row.end, row.cause, row.to_queue, row.offers, row.timed_out, row.declined,
                        row.contact_left, row.withdrawn);
    }
};

template <>
struct Table<insight::WrapUp> : InWorkspace {
    static constexpr std::string_view name = "wrap_up_interval";
    static constexpr std::string_view key = "agent_id, from_at";
    static constexpr std::string_view rest = "to_at";
    static auto fields(auto& row) { return std::tie(row.agent, row.from, row.to); }
};

template <>
struct Table<insight::AgentClock> : InWorkspace {
    static constexpr std::string_view name = "agent_clock";
    static constexpr std::string_view key = "agent_id";
    static constexpr std::string_view rest =
        "told_at, presence, load, ringing, wrap_up_since, share_us";
    static auto fields(auto& row) {
        return std::tie(row.agent, row.told_at, row.presence, row.load, row.ringing,
                        row.wrap_up_since, row.share_us);
    }
};

template <>
struct Table<StoredPlace> : InWorkspace {
    static constexpr std::string_view name = "report_place";
    static constexpr std::string_view key = "number";
    static constexpr std::string_view rest = "agent_id, queue_id, inbox_id";
    static auto fields(auto& row) {
        return std::tie(row.number, row.place.agent, row.place.queue, row.place.inbox);
    }
};

inline std::int64_t level_of(insight::Grain grain, bool of_agent) {
    return static_cast<std::int64_t>(grain) * 2 + (of_agent ? 1 : 0);
}

// A cell as its columns are.
struct CellRow {
    std::int64_t level = 0;
    Instant start;
    std::int64_t place = 0;
    std::string sums;
    std::string spreads;
};

template <>
struct Table<CellRow> : InWorkspace {
    static constexpr std::string_view name = "report_cell";
    static constexpr std::string_view key = "level, start_at, place";
    static constexpr std::string_view rest = "sums, spreads";
    static auto fields(auto& row) {
        return std::tie(row.level, row.start, row.place, row.sums, row.spreads);
    }
};

void put(Database& db, const WorkspaceId& workspace, const FactStep& step);

}  // namespace parley::sql
