// Reports and the figures they show.
#include "http/contract/chapters.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/presence.hpp"
#include "http/wire/report.hpp"

namespace parley::http {
namespace {

constexpr std::string_view asked =
    "from to by step queue_id inbox_id agent_id figures threshold short good";

constexpr Operation reports[] = {
    {.call = "GET /api/v1/reports",
     .id = "get_report",
     .summary = "Figures of sessions over a stretch of time, in rows.",
     .gives = one<wire::Report>,
     .query = asked,
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long too_many_rows "
                "403 permission_missing",
     .needs = Permission::session_read_all,
     .scope = KeyScope::sessions_read,
     .more = "What each figure means: docs/guide/reports.md. Sums are at most a few seconds behind "
             "what happens; `read_up_to` is the number of the last event they hold."},
    {.call = "GET /api/v1/reports/sheet",
     .id = "get_report_sheet",
     .summary = "The same as a table: CSV, or XLSX.",
     .gives = bytes,
     .query = "format! from to by step queue_id inbox_id agent_id figures threshold short good",
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long too_many_rows "
                "403 permission_missing 429 busy",
     .needs = Permission::session_read_all,
     .scope = KeyScope::sessions_read},
    {.call = "GET /api/v1/reports/list",
     .id = "list_counted_sessions",
     .summary = "The sessions that a figure counts, newest first: exactly so many.",
     .gives = one<wire::CountedSessions>,
     .query = "figure! from to queue_id inbox_id agent_id good limit cursor",
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long "
                "figure_without_list bad_cursor 403 permission_missing",
     .scope = KeyScope::sessions_read,
     .more = "Of others than oneself it needs the permission session_read_all."},
    {.call = "GET /api/v1/reports/wrap-up-codes",
     .id = "report_wrap_up_codes",
     .summary = "How many closed sessions ended with each wrap-up code, the most first.",
     .gives = one<wire::CodeReport>,
     .query = "from to queue_id inbox_id agent_id",
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long "
                "403 permission_missing",
     .scope = KeyScope::sessions_read,
     .more = "Of others than oneself it needs the permission session_read_all. A session with two "
             "codes counts with both."},
    {.call = "GET /api/v1/reports/presence",
     .id = "report_presence",
     .summary = "What time agents spent away, by reason, the longest first; and ready.",
     .gives = one<wire::PresenceReport>,
     .query = "from to agent_id",
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long "
                "403 permission_missing",
     .scope = KeyScope::sessions_read,
     .more = "Of others than oneself it needs the permission session_read_all. Intervals are cut "
             "to the range, and what stands now counts up to now."},
    {.call = "GET /api/v1/me/figures",
     .id = "get_own_figures",
     .summary = "One's own figures.",
     .gives = one<wire::Report>,
     .query = asked,
     .refuses = "400 unknown_value out_of_range range_backwards range_too_long too_many_rows",
     .scope = KeyScope::sessions_read},
};

}  // namespace

Chapter reports_chapter() {
    return {"Reports", "Figures of sessions, queues and agents, and the lists behind them.",
            reports};
}

}  // namespace parley::http
