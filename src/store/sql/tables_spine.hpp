// The event spine, its readers' cursors, and the search index's lines.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<Event> : OnlyAdded {
    static constexpr std::string_view name = "event";
    static constexpr std::string_view key = "seq";
    static constexpr std::string_view rest =
        "type, version, at, actor, actor_id, visibility, agent_id, former_agent_id, queue_id, "
        "former_queue_id, inbox_id, contact_id, conversation_id, session_id, message_id, guests, "
        "detail";
    static auto fields(auto& row) {
        return std::tie(row.seq, row.type, row.version, row.at, row.actor, row.actor_id,
                        row.visibility, row.agent, row.former_agent, row.queue, row.former_queue,
                        row.inbox, row.contact, row.conversation, row.session, row.message,
                        row.guests, row.detail);
    }
};

template <>
struct Table<ReaderCursor> : InWorkspace {
    static constexpr std::string_view name = "reader_cursor";
    static constexpr std::string_view key = "reader";
    static constexpr std::string_view rest = "seq";
    static auto fields(auto& row) { return std::tie(row.reader, row.seq); }
};

template <>
struct Table<SearchEntry> : InWorkspace {
    static constexpr std::string_view name = "search_entry";
    static constexpr std::string_view key = "message_id";
    static constexpr std::string_view rest = "conversation_id, seq, tokens";
    static auto fields(auto& row) {
        return std::tie(row.message, row.conversation, row.seq, row.tokens);
    }
};

}  // namespace parley::sql
