#include "store/sql/repository.hpp"
#include "store/sql/tables_calls.hpp"
#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_rules.hpp"
#include "store/sql/tables_talk.hpp"
#include "store/sql/tables_webhooks.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

constexpr std::string_view of_workspace = "t.workspace_id = $1 ORDER BY t.id";

std::vector<Session> open_sessions(Database& db, const WorkspaceId& workspace) {
    static const std::string sql = fmt::format(
        "SELECT {}, d.page_url, d.page_title, d.referrer, d.summary FROM session AS s"
        " LEFT JOIN session_detail AS d ON d.workspace_id = s.workspace_id AND d.session_id = s.id"
        " WHERE s.workspace_id = $1 AND s.state <> 'closed' ORDER BY s.id",
        columns_of<Session>("s"));
    std::vector<Session> sessions;
    Rows rows = db.query(sql, workspace);
    while (rows.next()) {
        Session& session = sessions.emplace_back();
        read_row(rows, session);
        rows.read(session.source.page_url, session.source.page_title, session.source.referrer,
                  session.summary);
    }
    return sessions;
}

void read_rules(Database& db, const WorkspaceId& workspace, FloorRows& floor) {
    floor.contact_scheme =
        one_where<ContactScheme>(db, "t.workspace_id = $1", workspace).value_or(ContactScheme{});
    floor.contact_scheme.workspace = workspace;
    floor.rule_lists = all_where<RuleList>(db, "t.workspace_id = $1 ORDER BY t.kind", workspace);
    floor.calendars = all_where<CalendarRow>(db, of_workspace, workspace);
    floor.histories = all_where<ContactHistory>(
        db,
        "t.workspace_id = $1 AND t.contact_id IN (SELECT contact_id FROM session"
        " WHERE workspace_id = $1 AND state <> 'closed') ORDER BY t.contact_id",
        workspace);
}

}  // namespace

FloorRows SqlRepository::floor() {
    Read read(*reader_);
    Database& db = read.db();
    FloorRows floor;
    {
        static const std::string sql =
            fmt::format("SELECT {}, t.next_seq FROM workspace AS t WHERE t.id = $1",
                        columns_of<Workspace>("t"));
        Rows rows = db.query(sql, workspace_);
        if (!rows.next()) throw StoreBroken("the workspace is not in the database");
        read_row(rows, floor.workspace);
        rows.read(floor.next_seq);
    }
    floor.agents = all_where<Agent>(db, of_workspace, workspace_);
    floor.queues = all_where<Queue>(db, of_workspace, workspace_);
    floor.inboxes = all_where<Inbox>(db, of_workspace, workspace_);
    floor.webhooks = all_where<Webhook>(db, of_workspace, workspace_);
    floor.work_items = all_where<WorkItem>(
        db, "t.workspace_id = $1 AND t.state <> 'finished' ORDER BY t.session_id", workspace_);
    floor.sessions = open_sessions(db, workspace_);
    floor.conversations = all_where<Conversation>(
        db,
        "t.workspace_id = $1 AND t.id IN (SELECT conversation_id FROM session"
        " WHERE workspace_id = $1 AND state <> 'closed') ORDER BY t.id",
        workspace_);
    floor.contacts =
        all_where<Contact>(db,
                           "t.workspace_id = $1 AND t.id IN (SELECT contact_id FROM session"
                           " WHERE workspace_id = $1 AND state <> 'closed') ORDER BY t.id",
                           workspace_);
    floor.trunks = all_where<Trunk>(db, of_workspace, workspace_);
    floor.phones = all_where<Phone>(db, of_workspace, workspace_);
    floor.phone_numbers = all_where<PhoneNumber>(db, of_workspace, workspace_);
    floor.voice_settings =
        one_where<VoiceSettings>(db, "t.workspace_id = $1", workspace_).value_or(VoiceSettings{});
    floor.voice_settings.workspace = workspace_;
    read_rules(db, workspace_, floor);
    floor.wrap_up_codes = all_where<WrapUpCode>(db, of_workspace, workspace_);
    floor.presence_reasons = all_where<PresenceReason>(db, of_workspace, workspace_);
    floor.capacity_profiles = all_where<CapacityProfile>(db, of_workspace, workspace_);
    floor.routing_hook =
        one_where<RoutingHook>(db, "t.workspace_id = $1", workspace_).value_or(RoutingHook{});
    floor.routing_hook.workspace = workspace_;
    floor.callbacks =
        all_where<Callback>(db,
                            "t.workspace_id = $1 AND t.session_id IN (SELECT id FROM session"
                            " WHERE workspace_id = $1 AND state <> 'closed') ORDER BY t.session_id",
                            workspace_);
    floor.colleagues = all_where<Colleague>(
        db, "t.workspace_id = $1 AND t.state <> 'ended' ORDER BY t.id", workspace_);
    floor.calls = open_call_views(db, workspace_);
    floor.has_kept_answers =
        db.value<std::int64_t>("SELECT 1 FROM kept_answer WHERE workspace_id = $1 LIMIT 1",
                               workspace_)
            .has_value();
    return floor;
}

std::optional<Workspace> SqlRepository::workspace() {
    Read read(*reader_);
    return one_where<Workspace>(read.db(), "t.id = $1", workspace_);
}

std::optional<Agent> SqlRepository::agent(AgentId id) {
    Read read(*reader_);
    return one_where<Agent>(read.db(), "t.workspace_id = $1 AND t.id = $2", workspace_, id);
}

}  // namespace parley::sql
