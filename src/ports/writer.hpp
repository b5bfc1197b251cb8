// The one door by which anything is written. Batches are committed in the order given, many to a
// transaction, and `done` is called only after the bytes are on disk.
#pragma once

#include <functional>

#include "base/result.hpp"
#include "ports/batch.hpp"

namespace parley {

class Writer {
public:
    static constexpr std::size_t queued_max = 4'096;  // Batches.

    virtual ~Writer() = default;

    // Callable from any thread; never blocks. `done` is called exactly once, in order of submission
    // within a lane, on the writer's thread: it must be short and must not submit synchronously
    // waits.
    //   over_limit "writer_busy"     the queue is full; nothing was written (called at once, from
    //   here) conflict "stale_owner"       fence or next_seq do not match; nothing was written
    //   unavailable "commit_failed"  the database refused or the disk failed. What reached the disk
    //   is
    //                                unknown: the owner must rebuild from the store.
    virtual void submit(Batch batch, std::function<void(Result<>)> done) = 0;
    // True while more than half of queued_max waits: callers stop reading their sockets.
    virtual bool is_busy() const = 0;
};

}  // namespace parley
