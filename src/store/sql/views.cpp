#include "store/sql/views.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_talk.hpp"

namespace parley::sql {

std::string message_view_sql(std::string_view where) {
    return fmt::format(
        "SELECT {}, g.name, {} FROM message AS m"
        " LEFT JOIN agent AS g ON m.sender = 'agent' AND g.workspace_id = m.workspace_id"
        "  AND g.id = m.sender_id"
        " LEFT JOIN attachment AS f ON f.workspace_id = m.workspace_id AND f.id = m.attachment_id"
        " WHERE m.workspace_id = $1 AND {}",
        columns_of<Message>("m"), columns_of<Attachment>("f"), where);
}

MessageView read_message_view(Rows& rows) {
    MessageView view;
    read_row(rows, view.message);
    rows.read(view.sender_name);
    if (!rows.is_null()) read_row(rows, view.attachment.emplace());
    return view;
}

std::optional<MessageView> message_view(Database& db, const WorkspaceId& workspace,
                                        const MessageId& id) {
    static const std::string sql = message_view_sql("m.id = $2");
    Rows rows = db.query(sql, workspace, id);
    if (!rows.next()) return std::nullopt;
    return read_message_view(rows);
}

namespace {

// Of as many ids as one statement takes; what is missing at the end is asked again.
template <std::size_t AtOnce>
void read_message_views(Database& db, const WorkspaceId& workspace, std::span<const MessageId> ids,
                        std::vector<MessageView>& views) {
    static const std::string sql = [] {
        std::vector<std::string> names;
        names.reserve(AtOnce);
        for (std::size_t at = 0; at < AtOnce; ++at) names.push_back(fmt::format("${}", at + 2));
        return message_view_sql(fmt::format("m.id IN ({})", fmt::join(names, ", ")));
    }();
    std::vector<MessageId> asked(ids.begin(), ids.end());
    asked.resize(AtOnce, ids.back());
    Rows rows = db.query(sql, workspace, EachOf<MessageId>{asked});
    while (rows.next()) views.push_back(read_message_view(rows));
}

}  // namespace

// By few statements, each prepared once, whatever the number of ids.
std::vector<MessageView> message_views(Database& db, const WorkspaceId& workspace,
                                       std::span<const MessageId> ids) {
    constexpr std::size_t few = 4;
    constexpr std::size_t many = 64;
    std::vector<MessageView> views;
    while (!ids.empty()) {
        const auto some = ids.first(std::min(ids.size(), many));
        if (some.size() == 1)
            read_message_views<1>(db, workspace, some, views);
        else if (some.size() <= few)
            read_message_views<few>(db, workspace, some, views);
        else
            read_message_views<many>(db, workspace, some, views);
        ids = ids.subspan(some.size());
    }
    return views;
}

std::string session_view_sql(std::string_view where) {
    return fmt::format(
        "SELECT {}, d.page_url, d.page_title, d.referrer, d.summary, i.channel, c.name, c.locale,"
        " a.name, v.agent_read, v.visitor_read,"
        " (SELECT count(*) FROM message AS n WHERE n.workspace_id = s.workspace_id"
        "   AND n.conversation_id = s.conversation_id AND n.seq > v.agent_read"
        "   AND n.sender = 'visitor'),"
        " {} FROM session AS s"
        " LEFT JOIN conversation AS v ON v.workspace_id = s.workspace_id"
        "  AND v.id = s.conversation_id"
        " LEFT JOIN session_detail AS d ON d.workspace_id = s.workspace_id AND d.session_id = s.id"
        " LEFT JOIN inbox AS i ON i.workspace_id = s.workspace_id AND i.id = s.inbox_id"
        " LEFT JOIN contact AS c ON c.workspace_id = s.workspace_id AND c.id = s.contact_id"
        " LEFT JOIN agent AS a ON a.workspace_id = s.workspace_id AND a.id = s.agent_id"
        " LEFT JOIN work_item AS w ON w.workspace_id = s.workspace_id AND w.session_id = s.id"
        "  AND w.state <> 'finished'"
        " WHERE s.workspace_id = $1 AND {}",
        columns_of<Session>("s"), columns_of<WorkItem>("w"), where);
}

SessionView read_session_view(Rows& rows) {
    SessionView view;
    Session& session = view.session;
    read_row(rows, session);
    rows.read(session.source.page_url, session.source.page_title, session.source.referrer,
              session.summary);
    rows.read(view.channel, view.contact_name, view.contact_locale, view.agent_name);
    rows.read(view.agent_read, view.visitor_read, view.unread);
    if (!rows.is_null()) read_row(rows, view.work_item.emplace());
    return view;
}

void complete(Database& db, const WorkspaceId& workspace, SessionView& view) {
    view.survey = survey_of_session(db, workspace, view.session.id);
    if (view.session.is_open()) {
        view.callback = one_where<Callback>(db, "t.workspace_id = $1 AND t.session_id = $2",
                                            workspace, view.session.id);
        view.colleagues =
            all_where<Colleague>(db,
                                 "t.workspace_id = $1 AND t.session_id = $2 AND t.state <> 'ended'"
                                 " ORDER BY t.asked_at, t.id",
                                 workspace, view.session.id);
    }

    static const std::string newest = message_view_sql(
        "m.conversation_id = $2 AND m.kind <> 'notice'"
        " ORDER BY m.seq DESC LIMIT 1");
    Rows rows = db.query(newest, workspace, view.session.conversation);
    if (rows.next()) view.last_message = read_message_view(rows);
}

std::optional<SessionView> session_view(Database& db, const WorkspaceId& workspace,
                                        const SessionId& id) {
    static const std::string sql = session_view_sql("s.id = $2");
    std::optional<SessionView> view;
    {
        Rows rows = db.query(sql, workspace, id);
        if (!rows.next()) return std::nullopt;
        view = read_session_view(rows);
    }
    complete(db, workspace, *view);
    return view;
}

std::optional<Survey> survey_of_session(Database& db, const WorkspaceId& workspace,
                                        const SessionId& session) {
    static const std::string sql = fmt::format(
        "SELECT {}, a.score, a.comment, a.tags FROM survey AS u"
        " LEFT JOIN survey_answer AS a ON a.workspace_id = u.workspace_id AND a.survey_id = u.id"
        " WHERE u.workspace_id = $1 AND u.session_id = $2",
        columns_of<Survey>("u"));
    Rows rows = db.query(sql, workspace, session);
    if (!rows.next()) return std::nullopt;
    Survey survey;
    read_row(rows, survey);
    if (!rows.is_null()) rows.read(survey.score, survey.comment, survey.tags);
    return survey;
}

}  // namespace parley::sql
