// A disk for drills: SQLite's files go to the real one, and every write and sync is written down,
// so that a drill can rebuild what a power cut at any moment may have left. Writes and syncs can be
// made to fail. Registered as SQLite's default file system while it exists; there is one at a time.
//
// Threads: any. Shared memory (-shm) is passed through and not recorded: it does not outlive a
// crash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace parley::testing {

struct DiskStep {
    enum class Kind {
        opened,  // `bytes` is what was there: taken as durable.
        write,
        truncate,  // To `offset` bytes.
        sync,
        sync_failed,  // What was not yet durable never will be, unless written again.
        removed,
        acknowledged  // `offset` is the caller's number.
    };
    Kind kind;
    std::string file;  // Its name without directory.
    std::int64_t offset = 0;
    std::string bytes;
};

class DrillDisk {
public:
    DrillDisk();
    ~DrillDisk();
    DrillDisk(const DrillDisk&) = delete;
    DrillDisk& operator=(const DrillDisk&) = delete;

    enum class Fault { sync_error, write_error, disk_full };
    // The `nth` sync or write from now fails, and the `times - 1` after it.
    void fail(Fault fault, int nth, int times);
    void heal();
    bool has_failed() const;

    void acknowledged(std::int64_t number);
    std::vector<DiskStep> take_steps();

    // For the file system only.
    void record(DiskStep step);
    std::optional<int> fault_of(DiskStep::Kind kind);  // SQLite's code to answer with.

private:
    mutable std::mutex mutex_;
    std::vector<DiskStep> steps_;
    std::optional<Fault> fault_;
    int until_fault_ = 0;
    int faults_left_ = 0;
    bool has_failed_ = false;
};

}  // namespace parley::testing
