#include "store/sql/number_runs.hpp"

#include <doctest/doctest.h>

namespace parley::sql {
namespace {

struct Group {
    SeededRng rng{1};
    WorkspaceId one = WorkspaceId::make(from_ms(1), rng);
    WorkspaceId two = WorkspaceId::make(from_ms(1), rng);
    std::vector<Submission> submissions;

    void add(const WorkspaceId& workspace, std::int64_t first_seq, std::size_t events,
             std::int64_t fence = 1) {
        Batch batch;
        batch.workspace = workspace;
        batch.fence = fence;
        batch.first_seq = first_seq;
        batch.events.resize(events);
        submissions.push_back({std::move(batch), {}});
    }
    std::vector<NumberRun> runs() const { return number_runs(submissions); }
};

using Places = std::vector<std::size_t>;

TEST_CASE("batches that follow each other in a workspace are one run, whatever stands between") {
    Group group;
    group.add(group.one, 5, 2);
    group.add(group.two, 9, 1);
    group.add(group.one, 7, 1);
    group.add(group.one, 0, 0);  // Takes no numbers.
    group.add(group.one, 8, 3);

    const auto runs = group.runs();
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].workspace == group.one);
    CHECK(runs[0].first_seq == 5);
    CHECK(runs[0].count == 6);
    CHECK(runs[0].batches == Places{0, 2, 4});
    CHECK(runs[1].workspace == group.two);
    CHECK(runs[1].count == 1);
}

TEST_CASE("a gap or another fence begins a new run") {
    Group group;
    group.add(group.one, 1, 1);
    group.add(group.one, 3, 1);     // 2 was refused.
    group.add(group.one, 4, 1, 2);  // A newer owner's.
    group.add(group.one, 5, 1, 2);

    const auto runs = group.runs();
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].batches == Places{0});
    CHECK(runs[1].batches == Places{1});
    CHECK(runs[2].batches == Places{2, 3});
    CHECK(runs[2].fence == 2);
}

TEST_CASE("a workspace whose row is written takes its numbers batch by batch") {
    Group group;
    Workspace workspace;
    workspace.id = group.one;
    group.add(group.one, 1, 1);
    group.add(group.one, 2, 1);
    group.submissions.back().batch.rows.emplace_back(workspace);
    group.add(group.two, 1, 1);

    const auto runs = group.runs();
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].workspace == group.two);
    CHECK(runs[0].batches == Places{2});
}

}  // namespace
}  // namespace parley::sql
