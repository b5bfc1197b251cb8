// What rules are made of and speak of: the scheme of contacts, lists of rules, calendars, and what
// happened to a contact of late.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

// One of a workspace, as its row is.
template <>
struct Table<ContactScheme> : OfInstallation {
    static constexpr std::string_view name = "contact_scheme";
    static constexpr std::string_view key = "workspace_id";
    static constexpr std::string_view rest = "tags, fields";
    static auto fields(auto& row) { return std::tie(row.workspace, row.tags, row.fields); }
};

template <>
struct Table<RuleList> : InWorkspace {
    static constexpr std::string_view name = "rule_list";
    static constexpr std::string_view key = "kind";
    static constexpr std::string_view rest = "rules";
    static auto fields(auto& row) { return std::tie(row.kind, row.rules); }
};

template <>
struct Table<ContactHistory> : InWorkspace {
    static constexpr std::string_view name = "contact_history";
    static constexpr std::string_view key = "contact_id";
    static constexpr std::string_view rest = "counts";
    static auto fields(auto& row) { return std::tie(row.contact, row.counts); }
};

template <>
struct Table<CalendarRow> : InWorkspace {
    static constexpr std::string_view name = "calendar";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "name, terms, created_at";
    static auto fields(auto& row) { return std::tie(row.id, row.name, row.terms, row.created_at); }
};

template <>
struct Table<RoutingHook> : OfInstallation {
    static constexpr std::string_view name = "routing_hook";
    static constexpr std::string_view key = "workspace_id";
    static constexpr std::string_view rest = "active, url, secret, timeout_ms, queues";
    static auto fields(auto& row) {
        return std::tie(row.workspace, row.active, row.url, row.secret, row.timeout_ms, row.queues);
    }
};

}  // namespace parley::sql
