#include "store/sql/database.hpp"

namespace parley::sql {

Statement& Database::cached(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return *found->second;
    if (statements_.size() >= statements_max) {
        std::erase_if(statements_, [](const auto& entry) { return !entry.second->is_in_use(); });
    }
    auto statement = make_statement(sql);
    return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

}  // namespace parley::sql
