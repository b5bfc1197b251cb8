// How a group of batches becomes lasting, in each database's own way.
//
// A group is one transaction. A stale batch writes nothing and is refused; a batch that contradicts
// a key is refused alone, and the rest go on; so one owner's mistake costs the others a little time
// only. When the database itself fails, the whole group is answered `commit_failed`, nobody knows
// what reached it, and until it is well again every batch is refused and `trouble` says why.
//
// Threads: the writer's alone, but for trouble().
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "store/sql/write_queue.hpp"

namespace parley::sql {

class Committer {
public:
    static constexpr std::size_t group_max = 512;  // Batches in one transaction.
    static constexpr std::chrono::milliseconds retry_after{500};

    virtual ~Committer() = default;
    // Answers every one, group by group.
    void commit(std::span<Submission> batches);
    virtual std::int64_t take_ownership(const WorkspaceId& workspace) = 0;  // Throws StoreBroken.
    // In trouble, tries to get out of it, at most every `retry_after`.
    virtual void recover() = 0;
    // A stable word; empty when fit.
    virtual std::string_view trouble() const = 0;

protected:
    // At most group_max. Answers every one.
    virtual void commit_group(std::span<Submission> group) = 0;
};

void answer_failed(std::span<Submission> group, std::string_view why);

}  // namespace parley::sql
