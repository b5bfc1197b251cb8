#include "store/sql/number_runs.hpp"

#include <unordered_map>
#include <unordered_set>

#include "store/sql/put_rows.hpp"

namespace parley::sql {

std::vector<NumberRun> number_runs(std::span<const Submission> group) {
    std::unordered_set<WorkspaceId> apart;
    for (const Submission& each : group) {
        if (workspace_in(each.batch) != nullptr) apart.insert(each.batch.workspace);
    }
    std::vector<NumberRun> runs;
    std::unordered_map<WorkspaceId, std::size_t> latest;  // The workspace's run that may go on.
    for (std::size_t at = 0; at < group.size(); ++at) {
        const Batch& batch = group[at].batch;
        if (batch.events.empty() || apart.contains(batch.workspace)) continue;
        const auto [found, is_first] = latest.try_emplace(batch.workspace, runs.size());
        const bool follows =
            !is_first && runs[found->second].fence == batch.fence &&
            runs[found->second].first_seq + runs[found->second].count == batch.first_seq;
        if (!follows) {
            found->second = runs.size();
            runs.push_back({batch.workspace, batch.fence, batch.first_seq, 0, {}});
        }
        NumberRun& run = runs[found->second];
        run.count += static_cast<std::int64_t>(batch.events.size());
        run.batches.push_back(at);
    }
    return runs;
}

}  // namespace parley::sql
