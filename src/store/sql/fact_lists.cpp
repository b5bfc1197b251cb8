// The lists behind figures: one query each, of the table that counts.
#include <map>

#include "store/sql/fact_reads.hpp"
#include "store/sql/keyset.hpp"
#include "store/sql/tables_facts.hpp"

namespace parley::sql {
namespace {

using insight::Behind;

// Rows of `table` (called t) whose `time` is within the range; each belongs to one session.
struct Source {
    std::string_view table;
    std::string_view time;
    std::string where = "1 = 1";
    std::string_view queue = "t.queue_id";
    std::string_view agent = "";  // Empty: nobody has a part in it.
};

const std::string wrote = fmt::format(
    "t.assigned_at > 0 AND (t.messages_human > 0 OR (t.is_call = 1 AND t.talk_ms >= {}))",
    insight::valid_talk / Duration(1));

std::optional<Source> source_of(const FactList& query) {
    const auto closed = [](std::string where) {
        return Source{"session_fact", "t.closed_at", std::move(where), "t.queue_id",
                      "t.closed_agent_id"};
    };
    const auto waited = [](std::string where) {
        return Source{"wait", "t.left_at", std::move(where)};
    };
    const bool of_agent = !query.agent.is_nil();
    switch (query.behind) {
        case Behind::none: return std::nullopt;
        case Behind::opened:
            return Source{"session_fact", "t.opened_at", "1 = 1", "t.first_queue_id"};
        case Behind::asked: return Source{"wait", "t.entered_at", "t.number = 1"};
        case Behind::queued:
            return waited("t.number = 1 AND t.ending <> 'none' AND t.left_at > t.entered_at");
        case Behind::assigned:
            return Source{"stint", "t.began_at", of_agent ? "1 = 1" : "t.number = 1", "t.queue_id",
                          "t.agent_id"};
        case Behind::stints:
            return Source{"stint", "t.began_at", "1 = 1", "t.queue_id", "t.agent_id"};
        case Behind::transferred:
            return Source{"stint", "t.ended_at", "t.is_first_transfer = 1", "t.queue_id",
                          "t.agent_id"};
        case Behind::first_responses:
            return Source{"stint", "t.first_human_at", "t.has_first_response = 1", "t.queue_id",
                          "t.agent_id"};
        case Behind::closed: return closed("t.closed_at > 0");
        case Behind::closed_served: return closed("t.assigned_at > 0");
        case Behind::valid: return closed("t.is_valid = 1");
        case Behind::silent:
            return closed("t.assigned_at > 0 AND t.is_call = 0 AND t.messages_contact = 0");
        case Behind::never_replied:
            return closed(
                "t.assigned_at > 0 AND t.is_call = 0 AND t.messages_contact > 0"
                " AND t.messages_human = 0");
        case Behind::replied: return closed(wrote);
        case Behind::repeated: return closed("t.is_repeated = 1");
        case Behind::answered: return waited("t.ending = 'answered'");
        case Behind::abandoned: return waited("t.ending = 'abandoned'");
        case Behind::flowed_out: return waited("t.ending = 'flowed_out'");
        case Behind::invited:
            return Source{"session_fact", "t.closed_at", "t.invited_at > 0", "t.queue_id",
                          "t.human_agent_id"};
        case Behind::rated:
        case Behind::good:
            return Source{"session_fact", "t.rated_at",
                          fmt::format("t.rated_at > 0 AND t.score >= {}",
                                      query.behind == Behind::good ? query.good_score : 0),
                          "t.queue_id", "t.human_agent_id"};
    }
    return std::nullopt;
}

// The condition, and the ids it speaks of from $4; $1 is the workspace, $2 and $3 the range.
struct Where {
    std::string sql;
    std::vector<IdBytes> ids;

    Where(const Source& source, const FactList& query)
        : sql(fmt::format("t.workspace_id = $1 AND {0} >= $2 AND {0} < $3 AND {1}", source.time,
                          source.where)) {
        narrow(source.queue, query.queue.bytes());
        narrow("t.inbox_id", query.inbox.bytes());
        narrow(source.agent, query.agent.bytes());
    }
    EachOf<IdBytes> each() const { return {ids}; }
    std::size_t next() const { return 4 + ids.size(); }

private:
    void narrow(std::string_view column, const IdBytes& id) {
        if (id == IdBytes{}) return;
        if (column.empty()) {
            sql += " AND 1 = 0";  // Nobody has a part in it.
            return;
        }
        sql += fmt::format(" AND {} = ${}", column, next());
        ids.push_back(id);
    }
};

}  // namespace

std::int64_t SqlFactReads::count(const FactList& query) {
    const auto source = source_of(query);
    if (!source) return 0;
    const Where where(*source, query);
    Read read(*reader_);
    return read.db()
        .value<std::int64_t>(
            fmt::format("SELECT count(*) FROM {} AS t WHERE {}", source->table, where.sql),
            workspace_, query.from, query.to, where.each())
        .value_or(0);
}

// Sessions with the same codes are counted together, and there are few such lists.
std::vector<CodeUse> SqlFactReads::code_uses(const FactList& query) {
    FactList closed = query;
    closed.behind = Behind::closed_served;
    const auto source = source_of(closed);
    const Where where(*source, closed);
    Read read(*reader_);
    Rows rows = read.db().query(
        fmt::format("SELECT t.wrap_up_codes, count(*), CAST(sum(t.is_resolved) AS bigint),"
                    " CAST(sum(t.closed_at - t.assigned_at) AS bigint) FROM session_fact AS t"
                    " WHERE {} AND t.wrap_up_codes <> '[]' GROUP BY t.wrap_up_codes",
                    where.sql),
        workspace_, closed.from, closed.to, where.each());
    std::map<WrapUpCodeId, CodeUse> uses;
    while (rows.next()) {
        std::vector<WrapUpCodeId> codes;
        std::int64_t sessions = 0, resolved = 0, served_ms = 0;
        rows.read(codes, sessions, resolved, served_ms);
        for (const WrapUpCodeId& code : codes) {
            CodeUse& use = uses[code];
            use.code = code;
            use.sessions += sessions;
            use.resolved += resolved;
            use.served += Duration(served_ms);
        }
    }
    std::vector<CodeUse> found;
    for (const auto& [code, use] : uses) found.push_back(use);
    return found;
}

// A long interval cut at both ends counts with what is left of it.
std::vector<PresenceUse> SqlFactReads::presence_uses(Instant from, Instant to, AgentId agent) {
    const std::string_view spent =
        "((CASE WHEN t.to_at < $3 THEN t.to_at ELSE $3 END)"
        " - (CASE WHEN t.from_at > $2 THEN t.from_at ELSE $2 END))";
    const std::vector<IdBytes> of_agent =
        agent ? std::vector{agent.bytes()} : std::vector<IdBytes>{};
    Read read(*reader_);
    Rows rows = read.db().query(
        fmt::format("SELECT t.presence, t.reason, count(*), CAST(sum({0}) AS bigint),"
                    " CAST(max({0}) AS bigint) FROM presence_interval AS t"
                    " WHERE t.workspace_id = $1 AND t.to_at > $2 AND t.from_at < $3 {1}"
                    " GROUP BY t.presence, t.reason",
                    spent, agent ? "AND t.agent_id = $4" : ""),
        workspace_, from, to, EachOf<IdBytes>{of_agent});
    std::vector<PresenceUse> uses;
    while (rows.next()) {
        PresenceUse& use = uses.emplace_back();
        std::int64_t spent_ms = 0, longest_ms = 0;
        rows.read(use.presence, use.reason, use.times, spent_ms, longest_ms);
        use.spent = Duration(spent_ms);
        use.longest = Duration(longest_ms);
    }
    return uses;
}

PageOf<ListedFact> SqlFactReads::list(const FactList& query) {
    PageOf<ListedFact> page;
    const auto source = source_of(query);
    if (!source) return page;
    Keyset before = Keyset::after_all();
    before.id.fill(0xFF);
    if (!query.cursor.empty()) {
        const auto last = parse_cursor(query.cursor);
        if (!last) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
        before = *last;
    }
    // A session may be counted twice by its stints, never at the same moment: the time tells them
    // apart.
    const Where where(*source, query);
    const std::size_t next = where.next();
    const std::string sql = fmt::format(
        "SELECT {1} AS counted_at, {0} FROM {2} AS t JOIN session_fact AS f"
        " ON f.workspace_id = t.workspace_id AND f.session_id = t.session_id"
        " WHERE {3} AND ({1}, t.session_id) < (${4}, ${5})"
        " ORDER BY {1} DESC, t.session_id DESC LIMIT ${6}",
        columns_of<insight::SessionFact>("f"), source->time, source->table, where.sql, next,
        next + 1, next + 2);
    Read read(*reader_);
    Rows rows = read.db().query(sql, workspace_, query.from, query.to, where.each(), before.time,
                                before.id, query.limit + 1);
    while (rows.next()) {
        ListedFact& listed = page.items.emplace_back();
        rows.read(listed.at);
        read_row(rows, listed.session);
    }
    if (page.items.size() > query.limit) {
        page.items.pop_back();
        const ListedFact& last = page.items.back();
        page.next_cursor = format_cursor({to_ms(last.at), last.session.id.bytes()});
    }
    return page;
}

}  // namespace parley::sql
