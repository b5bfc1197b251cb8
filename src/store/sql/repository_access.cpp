#include "store/sql/keyset.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/tables_access.hpp"

namespace parley::sql {
namespace {

std::vector<ApiKeyView> views_where(Database& db, const WorkspaceId& workspace,
                                    std::string_view where, const auto&... args) {
    std::vector<ApiKeyView> views;
    Rows rows =
        db.query(fmt::format("SELECT {}, coalesce(u.last_used_at, 0) FROM api_key AS k"
                             " LEFT JOIN api_key_use AS u ON u.workspace_id = k.workspace_id"
                             "  AND u.key_id = k.id"
                             " WHERE k.workspace_id = $1 AND {}",
                             columns_of<ApiKey>("k"), where),
                 workspace, args...);
    while (rows.next()) {
        ApiKeyView& view = views.emplace_back();
        read_row(rows, view.key);
        rows.read(view.last_used_at);
    }
    return views;
}

}  // namespace

std::optional<ApiKeyView> SqlRepository::api_key(ApiKeyId id) {
    Read read(*reader_);
    auto views = views_where(read.db(), workspace_, "k.id = $2", id);
    if (views.empty()) return std::nullopt;
    return std::move(views.front());
}

PageOf<ApiKeyView> SqlRepository::api_keys(std::string_view cursor, std::size_t limit) {
    Keyset from = Keyset::after_all();
    if (!cursor.empty()) {
        const auto last = parse_cursor(cursor);
        if (!last) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
        from = *last;
    }
    Read read(*reader_);
    PageOf<ApiKeyView> page;
    page.items = views_where(
        read.db(), workspace_,
        "(k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC LIMIT $4", from.time,
        from.id, limit + 1);
    if (page.items.size() > limit) {
        page.items.pop_back();
        const ApiKey& last = page.items.back().key;
        page.next_cursor = format_cursor({to_ms(last.created_at), last.id.bytes()});
    }
    return page;
}

std::size_t SqlRepository::api_keys_not_revoked() {
    Read read(*reader_);
    return read.db()
        .value<std::size_t>(
            "SELECT count(*) FROM api_key WHERE workspace_id = $1 AND revoked_at = 0", workspace_)
        .value_or(0);
}

std::optional<KeptAnswer> SqlRepository::kept_answer(std::string_view caller,
                                                     std::string_view request_key) {
    Read read(*reader_);
    return one_where<KeptAnswer>(read.db(),
                                 "t.workspace_id = $1 AND t.caller = $2 AND t.request_key = $3",
                                 workspace_, caller, request_key);
}

}  // namespace parley::sql
