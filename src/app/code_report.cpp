#include "app/code_report.hpp"

#include <algorithm>

namespace parley::app {

Task<Result<CodeReport>> report_codes(App& app, const Staff& staff, FactList query) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    if (query.agent != staff.agent.id)
        CO_CHECKED(require(staff.agent, Permission::session_read_all));
    CO_CHECKED(check_range(query.from, query.to));
    widen(query.from, query.to);
    query.behind = insight::Behind::closed_served;
    auto look = [query](Repository& repository) {
        return std::pair(repository.facts().code_uses(query), repository.facts().count(query));
    };
    const auto read_of = co_await read(app, staff.workspace, std::move(look));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    using Codes = std::map<WrapUpCodeId, WrapUpCode>;
    std::function<Codes(const Floor&)> named = [](const Floor& floor) {
        return floor.wrap_up_codes;
    };
    CO_TRY(const Codes codes, co_await owner->peek<Codes>(std::move(named)));
    CodeReport report;
    report.from = query.from;
    report.to = query.to;
    report.closed = read_of.second;
    for (const CodeUse& use : read_of.first) {
        const auto found = codes.find(use.code);
        if (found != codes.end()) report.rows.push_back({use, found->second.name});
    }
    std::ranges::sort(report.rows, [](const NamedCodeUse& a, const NamedCodeUse& b) {
        return std::tuple(-a.use.sessions, a.name, a.use.code) <
               std::tuple(-b.use.sessions, b.name, b.use.code);
    });
    co_return report;
}

}  // namespace parley::app
