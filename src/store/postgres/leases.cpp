#include "ports/leases.hpp"

#include <fmt/format.h>

#include "store/postgres/database.hpp"
#include "store/store.hpp"

namespace parley {
namespace postgres {
namespace {

constexpr std::string_view clock_ms =
    "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";

class PostgresLeases final : public Leases {
public:
    explicit PostgresLeases(std::string url) : url_(std::move(url)) {}

    void renew(const NodeSeen& self) override {
        // A node that drains leaves at once, so none is ever `draining`.
        static const std::string seen = fmt::format(
            "INSERT INTO node (id, version, started_at, seen_at, connections, draining)"
            " VALUES ($1, '', {0}, {0}, $2, 0)"
            " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at,"
            " connections = excluded.connections",
            clock_ms);
        static const std::string renewal =
            fmt::format("UPDATE owner_lease SET expires_at = {} + $2 WHERE node_id = $1", clock_ms);
        with([&](PostgresDatabase& db) {
            db.run(seen, self.id, self.connections);
            db.run(renewal, self.id, in_ms(lasts));
        });
    }

    std::vector<Held> all() override {
        static const std::string text = fmt::format(
            "SELECT w.id, l.node_id, w.next_seq - 1 FROM workspace AS w"
            " LEFT JOIN owner_lease AS l ON l.workspace_id = w.id AND l.expires_at > {}"
            " ORDER BY w.id",
            clock_ms);
        std::vector<Held> found;
        with([&](PostgresDatabase& db) {
            sql::Rows rows = db.query(text);
            while (rows.next()) {
                Held& held = found.emplace_back();
                rows.read(held.workspace, held.node, held.last_seq);
            }
        });
        return found;
    }

    std::vector<NodeSeen> nodes() override {
        static const std::string text = fmt::format(
            "SELECT id, connections, seen_at + $1 > {} FROM node ORDER BY id", clock_ms);
        std::vector<NodeSeen> found;
        with([&](PostgresDatabase& db) {
            sql::Rows rows = db.query(text, in_ms(lasts));
            while (rows.next()) {
                NodeSeen& node = found.emplace_back();
                rows.read(node.id, node.connections, node.is_alive);
            }
        });
        return found;
    }

    bool acquire(WorkspaceId workspace, std::string_view node) override {
        static const std::string text = fmt::format(
            "INSERT INTO owner_lease AS l (workspace_id, node_id, expires_at)"
            " VALUES ($1, $2, {0} + $3) ON CONFLICT (workspace_id) DO UPDATE SET"
            " node_id = excluded.node_id, expires_at = excluded.expires_at"
            " WHERE l.node_id = excluded.node_id OR l.expires_at <= {0}",
            clock_ms);
        bool is_ours = false;
        with([&](PostgresDatabase& db) {
            is_ours = db.run(text, workspace, node, in_ms(lasts)) == 1;
        });
        return is_ours;
    }

    void release(WorkspaceId workspace, std::string_view node) override {
        with([&](PostgresDatabase& db) {
            db.run("DELETE FROM owner_lease WHERE workspace_id = $1 AND node_id = $2", workspace,
                   node);
        });
    }

    void leave(std::string_view node) override {
        with([&](PostgresDatabase& db) {
            db.run("DELETE FROM owner_lease WHERE node_id = $1", node);
            db.run("DELETE FROM node WHERE id = $1", node);
        });
    }

private:
    static std::int64_t in_ms(Duration duration) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    }

    template <class Do>
    void with(Do act) {
        try {
            if (!db_) db_ = std::make_unique<PostgresDatabase>(url_);
            act(*db_);
        } catch (const StoreBroken&) {
            db_.reset();
            throw;
        }
    }

    std::string url_;
    std::unique_ptr<PostgresDatabase> db_;
};

}  // namespace
}  // namespace postgres

std::unique_ptr<Leases> open_leases(const std::string& database_url) {
    return std::make_unique<postgres::PostgresLeases>(database_url);
}

std::string installation_secret(const std::string& database_url, std::string_view name,
                                std::string_view proposed) {
    postgres::PostgresDatabase db(database_url);
    db.run("INSERT INTO installation_secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
           name, proposed);
    return db.value<std::string>("SELECT value FROM installation_secret WHERE name = $1", name)
        .value();
}

}  // namespace parley
