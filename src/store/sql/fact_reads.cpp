#include "store/sql/fact_reads.hpp"

#include "store/sql/repository.hpp"
#include "store/sql/tables_facts.hpp"
#include "store/sql/tables_floor.hpp"

namespace parley::sql {
namespace {

constexpr std::string_view of_session = "t.workspace_id = $1 AND t.session_id = $2";
constexpr std::string_view last_of_session =
    "t.workspace_id = $1 AND t.session_id = $2 ORDER BY t.number DESC LIMIT 1";

template <class T>
std::vector<T> one_each(Reader& reader, const WorkspaceId& workspace,
                        std::span<const SessionId> ids, std::string_view where) {
    Read read(reader);
    std::vector<T> found;
    for (const SessionId& id : ids) {
        if (auto row = one_where<T>(read.db(), where, workspace, id))
            found.push_back(std::move(*row));
    }
    return found;
}

// To one of few lengths, so that few statements are prepared; the last stands for what is missing.
std::vector<std::int64_t> padded(std::vector<std::int64_t> places) {
    PARLEY_ASSERT(places.size() <= CellQuery::places_max);
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{8}, std::size_t{64}, CellQuery::places_max}) {
        if (places.size() > length) continue;
        if (!places.empty()) places.resize(length, places.back());
        break;
    }
    return places;
}

}  // namespace

SqlRepository::SqlRepository(std::shared_ptr<Reader> reader, WorkspaceId workspace)
    : reader_(reader),
      workspace_(workspace),
      facts_(std::make_unique<SqlFactReads>(std::move(reader), workspace)) {}
SqlRepository::~SqlRepository() = default;

std::vector<insight::SessionFact> SqlFactReads::sessions(std::span<const SessionId> ids) {
    return one_each<insight::SessionFact>(*reader_, workspace_, ids, of_session);
}

std::optional<insight::SessionFact> SqlFactReads::session(SessionId id) {
    Read read(*reader_);
    return one_where<insight::SessionFact>(read.db(), of_session, workspace_, id);
}

std::vector<insight::Stint> SqlFactReads::last_stints(std::span<const SessionId> ids) {
    return one_each<insight::Stint>(*reader_, workspace_, ids, last_of_session);
}

std::vector<insight::Wait> SqlFactReads::last_waits(std::span<const SessionId> ids) {
    return one_each<insight::Wait>(*reader_, workspace_, ids, last_of_session);
}

std::vector<insight::SessionFact> SqlFactReads::closed_of(ContactId contact, Instant since) {
    Read read(*reader_);
    return all_where<insight::SessionFact>(
        read.db(), "t.workspace_id = $1 AND t.contact_id = $2 AND t.closed_at >= $3", workspace_,
        contact, since);
}

std::vector<insight::AgentClock> SqlFactReads::clocks() {
    Read read(*reader_);
    return all_where<insight::AgentClock>(read.db(), "t.workspace_id = $1", workspace_);
}

std::vector<StoredPlace> SqlFactReads::places() {
    Read read(*reader_);
    return all_where<StoredPlace>(read.db(), "t.workspace_id = $1 ORDER BY t.number", workspace_);
}

std::vector<StoredCell> SqlFactReads::cells(std::span<const insight::CellKey> keys) {
    Read read(*reader_);
    std::vector<StoredCell> found;
    for (const insight::CellKey& key : keys) {
        auto row = one_where<CellRow>(
            read.db(), "t.workspace_id = $1 AND t.level = $2 AND t.start_at = $3 AND t.place = $4",
            workspace_, level_of(key.grain, key.of_agent), key.start, key.place);
        if (row) found.push_back({key, std::move(row->sums), std::move(row->spreads)});
    }
    return found;
}

// What an interval says that began then; the last one has not ended yet and is the agent's own.
Presence SqlFactReads::presence_from(AgentId agent, Instant at) {
    Read read(*reader_);
    const auto now =
        one_where<Agent>(read.db(), "t.workspace_id = $1 AND t.id = $2", workspace_, agent);
    if (now && now->presence_since == at) return now->presence;
    Rows rows = read.db().query(
        "SELECT presence FROM presence_interval WHERE workspace_id = $1 AND agent_id = $2"
        " AND from_at = $3",
        workspace_, agent, at);
    return rows.next() ? rows.take<Presence>() : Presence::offline;
}

PlaceNames SqlFactReads::names() {
    Read read(*reader_);
    PlaceNames names;
    const auto named = [&](std::string_view columns, std::string_view table) {
        return read.db().query(
            fmt::format("SELECT {} FROM {} WHERE workspace_id = $1", columns, table), workspace_);
    };
    for (Rows rows = named("id, name", "agent"); rows.next();) {
        const auto id = rows.take<AgentId>();
        rows.read(names.agents[id]);
    }
    for (Rows rows = named("id, name", "queue"); rows.next();) {
        const auto id = rows.take<QueueId>();
        rows.read(names.queues[id]);
    }
    for (Rows rows = named("id, name, channel", "inbox"); rows.next();) {
        const auto id = rows.take<InboxId>();
        rows.read(names.inboxes[id], names.channels[id]);
    }
    return names;
}

void SqlFactReads::each_cell(const CellQuery& query,
                             const std::function<void(const CellText&)>& see) {
    const std::vector<std::int64_t> asked = padded(query.places);
    std::string sql = fmt::format(
        "SELECT start_at, place, sums{} FROM report_cell"
        " WHERE workspace_id = $1 AND level = $2 AND start_at >= $3 AND start_at < $4",
        query.spreads ? ", spreads" : "");
    for (std::size_t at = 0; at < asked.size(); ++at)
        sql += fmt::format("{}${}", at == 0 ? " AND place IN (" : ", ", at + 5);
    if (!asked.empty()) sql += ")";
    Read read(*reader_);
    std::string sums;
    std::string spreads;
    for (const CellRange& range : query.ranges) {
        const EachOf<std::int64_t> places{asked};
        Rows rows = read.db().query(sql, workspace_, level_of(range.grain, query.of_agents),
                                    range.from, range.to, places);
        CellText cell{range.grain, {}, 0, {}, {}};
        while (rows.next()) {
            rows.read(cell.start, cell.place, sums);
            if (query.spreads) rows.read(spreads);
            cell.sums = sums;
            cell.spreads = spreads;
            see(cell);
        }
    }
}

}  // namespace parley::sql
