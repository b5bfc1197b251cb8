#include "store/sql/directory.hpp"

#include "store/sql/tables_access.hpp"
#include "store/sql/tables_calls.hpp"
#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_talk.hpp"

namespace parley::sql {
namespace {

// The row with the workspace it lies in.
template <class T>
std::optional<std::pair<WorkspaceId, T>> placed(Database& db, std::string_view where,
                                                std::string_view value) {
    Rows rows = db.query(fmt::format("SELECT t.workspace_id, {} FROM {} AS t WHERE {}",
                                     columns_of<T>("t"), Table<T>::name, where),
                         value);
    if (!rows.next()) return std::nullopt;
    std::pair<WorkspaceId, T> found;
    rows.read(found.first);
    read_row(rows, found.second);
    return found;
}

// All of them, each with the workspace it lies in.
template <class T, class Place>
std::vector<Place> all_placed(Database& db) {
    std::vector<Place> places;
    Rows rows = db.query(fmt::format("SELECT t.workspace_id, {} FROM {} AS t ORDER BY t.id",
                                     columns_of<T>("t"), Table<T>::name));
    while (rows.next()) {
        auto& [workspace, row] = places.emplace_back();
        rows.read(workspace);
        read_row(rows, row);
    }
    return places;
}

}  // namespace

std::vector<WorkspaceId> SqlDirectory::workspaces() {
    Read read(*reader_);
    std::vector<WorkspaceId> ids;
    Rows rows = read.db().query("SELECT id FROM workspace ORDER BY id");
    while (rows.next()) rows.read(ids.emplace_back());
    return ids;
}

std::optional<AccountPlace> SqlDirectory::account_by_email(std::string_view email) {
    Read read(*reader_);
    auto account = one_where<Account>(read.db(), "t.email = $1", email);
    if (!account) return std::nullopt;
    AccountPlace place{std::move(*account), {}};
    Rows rows = read.db().query(
        "SELECT workspace_id, id FROM agent WHERE account_id = $1 AND active = 1"
        " ORDER BY workspace_id, id",
        place.account.id);
    while (rows.next()) {
        auto& [workspace, agent] = place.agents.emplace_back();
        rows.read(workspace, agent);
    }
    return place;
}

std::optional<Account> SqlDirectory::account(AccountId id) {
    Read read(*reader_);
    return one_where<Account>(read.db(), "t.id = $1", id);
}

std::optional<SignIn> SqlDirectory::sign_in_by_token(std::string_view token_hash) {
    Read read(*reader_);
    return one_where<SignIn>(read.db(), "t.token_hash = $1", token_hash);
}

std::vector<SignIn> SqlDirectory::sign_ins_of(AccountId account) {
    Read read(*reader_);
    return all_where<SignIn>(read.db(), "t.account_id = $1 ORDER BY t.id", account);
}

std::optional<VisitorIdentity> SqlDirectory::visitor(std::string_view public_id) {
    Read read(*reader_);
    auto found = placed<Identity>(read.db(), "t.kind = 'cookie' AND t.value = $1", public_id);
    if (!found) return std::nullopt;
    return VisitorIdentity{found->first, std::move(found->second)};
}

std::optional<InboxPlace> SqlDirectory::inbox_by_key(std::string_view public_key) {
    Read read(*reader_);
    auto found = placed<Inbox>(read.db(), "t.public_key = $1", public_key);
    if (!found) return std::nullopt;
    return InboxPlace{found->first, std::move(found->second)};
}

std::optional<ApiKeyPlace> SqlDirectory::api_key_by_hash(std::string_view secret_hash) {
    Read read(*reader_);
    auto found = placed<ApiKey>(read.db(), "t.secret_hash = $1", secret_hash);
    if (!found) return std::nullopt;
    ApiKeyPlace place{found->first, {std::move(found->second), {}}};
    place.view.last_used_at =
        read.db()
            .value<Instant>(
                "SELECT last_used_at FROM api_key_use WHERE workspace_id = $1 AND key_id = $2",
                place.workspace, place.view.key.id)
            .value_or(Instant{});
    return place;
}

std::optional<PhoneNumberPlace> SqlDirectory::phone_number(std::string_view number) {
    Read read(*reader_);
    auto found = placed<PhoneNumber>(read.db(), "t.number = $1", number);
    if (!found) return std::nullopt;
    return PhoneNumberPlace{found->first, std::move(found->second)};
}

std::vector<PhonePlace> SqlDirectory::phones() {
    Read read(*reader_);
    return all_placed<Phone, PhonePlace>(read.db());
}

std::vector<TrunkPlace> SqlDirectory::trunks() {
    Read read(*reader_);
    return all_placed<Trunk, TrunkPlace>(read.db());
}

std::vector<CallPlace> SqlDirectory::unsettled_calls(std::string_view home) {
    Read read(*reader_);
    std::vector<CallPlace> calls;
    Rows rows = read.db().query(
        "SELECT workspace_id, id FROM call WHERE home = $1 AND state <> 'ended' UNION "
        "SELECT c.workspace_id, c.id FROM recording r JOIN call c"
        " ON c.workspace_id = r.workspace_id AND c.id = r.call_id"
        " WHERE r.bytes = 0 AND r.state = 'kept' AND c.home = $1 ORDER BY 2",
        home);
    while (rows.next()) {
        auto& [workspace, call] = calls.emplace_back();
        rows.read(workspace, call);
    }
    return calls;
}

}  // namespace parley::sql
