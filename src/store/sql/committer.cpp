#include "store/sql/committer.hpp"

#include <algorithm>

namespace parley::sql {

void Committer::commit(std::span<Submission> batches) {
    while (!batches.empty()) {
        const std::size_t size = std::min(batches.size(), group_max);
        commit_group(batches.first(size));
        batches = batches.subspan(size);
    }
}

void answer_failed(std::span<Submission> group, std::string_view why) {
    for (Submission& each : group) each.done(refuse(Code::unavailable, "commit_failed", why));
}

}  // namespace parley::sql
