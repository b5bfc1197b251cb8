// Rows joined into what pages are shown. All are free functions inside a caller's transaction.
#pragma once

#include <span>
#include <vector>

#include "ports/views.hpp"
#include "store/sql/database.hpp"

namespace parley::sql {

// A query for message views ends with `where`, which speaks of the message as m ($1: the
// workspace).
std::string message_view_sql(std::string_view where);
MessageView read_message_view(Rows& rows);
std::optional<MessageView> message_view(Database& db, const WorkspaceId& workspace,
                                        const MessageId& id);
// Of those that there are, in no order.
std::vector<MessageView> message_views(Database& db, const WorkspaceId& workspace,
                                       std::span<const MessageId> ids);

// The same for sessions, as s, their conversation v and open work item w. What read_session_view
// leaves out (survey, last message), complete() adds, when the rows have ended.
std::string session_view_sql(std::string_view where);
SessionView read_session_view(Rows& rows);
void complete(Database& db, const WorkspaceId& workspace, SessionView& view);
std::optional<SessionView> session_view(Database& db, const WorkspaceId& workspace,
                                        const SessionId& id);

template <class... Args>
std::vector<SessionView> session_views(Database& db, const WorkspaceId& workspace,
                                       std::string_view where, const Args&... args) {
    std::vector<SessionView> views;
    {
        Rows rows = db.query(session_view_sql(where), workspace, args...);
        while (rows.next()) views.push_back(read_session_view(rows));
    }
    for (SessionView& view : views) complete(db, workspace, view);
    return views;
}

std::optional<CallView> call_view(Database& db, const WorkspaceId& workspace, CallId id);
std::vector<CallView> open_call_views(Database& db, const WorkspaceId& workspace);

std::optional<Survey> survey_of_session(Database& db, const WorkspaceId& workspace,
                                        const SessionId& session);

}  // namespace parley::sql
