#include "store/sql/repository.hpp"
#include "store/sql/tables_rules.hpp"
#include "store/sql/tables_talk.hpp"

namespace parley::sql {

std::optional<ContactHistory> SqlRepository::history(ContactId contact) {
    Read read(*reader_);
    return one_where<ContactHistory>(read.db(), "t.workspace_id = $1 AND t.contact_id = $2",
                                     workspace_, contact);
}

std::vector<KnownContact> SqlRepository::contacts_after(ContactId after, std::size_t limit) {
    static const std::string known = fmt::format(
        "SELECT {}, coalesce(h.counts, '') FROM contact AS t LEFT JOIN contact_history AS h"
        " ON h.workspace_id = t.workspace_id AND h.contact_id = t.id WHERE t.workspace_id = $1",
        columns_of<Contact>("t"));
    static const std::string first = known + " ORDER BY t.id LIMIT $2";
    static const std::string next = known + " AND t.id > $2 ORDER BY t.id LIMIT $3";
    Read read(*reader_);
    std::vector<KnownContact> found;
    Rows rows = after.is_nil() ? read.db().query(first, workspace_, limit)
                               : read.db().query(next, workspace_, after, limit);
    while (rows.next()) {
        KnownContact& one = found.emplace_back();
        read_row(rows, one.contact);
        rows.read(one.counts);
    }
    return found;
}

std::optional<ContactScheme> SqlRepository::contact_scheme() {
    Read read(*reader_);
    return one_where<ContactScheme>(read.db(), "t.workspace_id = $1", workspace_);
}

}  // namespace parley::sql
