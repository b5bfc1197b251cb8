#include "store/copy/tables.hpp"

#include <array>

namespace parley::copy {
namespace {

constexpr std::array copied{
    CopiedTable{"queue", "id"},
    CopiedTable{"presence_interval", "agent_id, from_at"},
    CopiedTable{"contact", "id"},
    CopiedTable{"contact_history", "contact_id"},
    CopiedTable{"contact_scheme", "workspace_id"},
    CopiedTable{"rule_list", "kind"},
    CopiedTable{"calendar", "id"},
    CopiedTable{"conversation", "id"},
    CopiedTable{"session", "id"},
    CopiedTable{"session_detail", "session_id"},
    CopiedTable{"work_item", "id"},
    CopiedTable{"routing_decision", "session_id, number"},
    CopiedTable{"colleague", "id"},
    CopiedTable{"callback", "session_id"},
    CopiedTable{"message", "id"},
    CopiedTable{"attachment", "id"},
    CopiedTable{"survey", "id"},
    CopiedTable{"survey_answer", "survey_id"},
    CopiedTable{"event", "seq"},
    CopiedTable{"reader_cursor", "reader"},
    CopiedTable{"search_entry", "message_id"},
    CopiedTable{"session_fact", "session_id"},
    CopiedTable{"stint", "session_id, number"},
    CopiedTable{"wait", "session_id, number"},
    CopiedTable{"wrap_up_interval", "agent_id, from_at"},
    CopiedTable{"agent_clock", "agent_id"},
    CopiedTable{"report_place", "number"},
    CopiedTable{"report_cell", "level, start_at, place"},
    CopiedTable{"webhook", "id"},
    CopiedTable{"webhook_health", "webhook_id"},
    CopiedTable{"webhook_delivery", "id"},
    CopiedTable{"kept_answer", "caller, request_key"},
    CopiedTable{"wrap_up_code", "id"},
    CopiedTable{"capacity_profile", "id"},
    CopiedTable{"routing_hook", "workspace_id"},
    CopiedTable{"presence_reason", "id"},
    CopiedTable{"trunk", "id"},
    CopiedTable{"phone", "id"},
    CopiedTable{"phone_number", "id"},
    CopiedTable{"voice_settings", "workspace_id"},
    CopiedTable{"call", "id"},
    CopiedTable{"leg", "id"},
    CopiedTable{"recording", "id"},
    CopiedTable{"api_key_use", "key_id"},
    CopiedTable{"api_key", "id"},
    CopiedTable{"inbox", "id"},
    CopiedTable{"identity", "id"},
    CopiedTable{"sign_in", "id"},
    CopiedTable{"agent", "id"},
    CopiedTable{"account", "id", "id IN (SELECT account_id FROM agent WHERE workspace_id = $1)",
                true},
    CopiedTable{"workspace", "id", "id = $1"},
};

constexpr std::array left{
    LeftTable{"schema_migration", "the target is brought up to date by itself"},
    LeftTable{"write_probe", "of the database it lies in"},
    LeftTable{"node", "of the nodes that run now"},
    LeftTable{"owner_lease", "of the nodes that run now"},
    LeftTable{"installation_secret", "handed over from data_dir/key with the first workspace"},
    LeftTable{"search_index", "SQLite's own form of search_entry"},
};

}  // namespace

std::span<const CopiedTable> copied_tables() { return copied; }
std::span<const LeftTable> left_tables() { return left; }

}  // namespace parley::copy
