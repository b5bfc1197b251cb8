// What a node tells the others of a commit, as JSON.
//
// Always the number of its last event: whoever hears it can read the rest from the store. Messages,
// by far the most frequent, travel with it where the commit holds nothing else, has no attachments
// and is short: then nobody needs to read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ports/published.hpp"

namespace parley {

struct CommitHeard {
    std::string node;
    WorkspaceId workspace;
    std::int64_t seq = 0;
    std::shared_ptr<const Committed> committed;  // Null: to be read.
};

constexpr std::size_t messages_told_max = 16;
constexpr std::size_t text_told_max = 16'384;  // Bytes, of all together.

// REQUIRES: the commit has events.
std::string commit_news(std::string_view node, const Committed& committed);
// Nothing: malformed.
std::optional<CommitHeard> read_commit_news(std::string_view json);

}  // namespace parley
