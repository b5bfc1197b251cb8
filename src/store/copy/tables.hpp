// What a copy of an installation takes along: one line for every table of the schema.
//
// A new table must be entered here, as copied or as left; tables_test.cpp holds the two lists
// against a database that was brought up to date. Columns are not listed: all of them are copied.
#pragma once

#include <span>
#include <string_view>

namespace parley::copy {

struct CopiedTable {
    std::string_view name;
    std::string_view key;  // Its order inside a workspace: one or two columns, never NULL.
    // The rows of workspace $1.
    std::string_view where = "workspace_id = $1";
    bool is_shared = false;  // Another workspace may have brought the row already.
};

// In order. What a request comes in by is copied towards the end, and `workspace` last of all:
// without its row nobody can see or serve what was copied before.
std::span<const CopiedTable> copied_tables();

struct LeftTable {
    std::string_view name;
    std::string_view why;
};

std::span<const LeftTable> left_tables();

}  // namespace parley::copy
