// Reader threads, first come first served. Each keeps one connection and what it made of it.
//
// Bounds: callers bound how much they post (a request at a time for each of a bounded number of
// connections); `repositories_max` workspaces are kept per thread, then all are let go.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "ports/read_pool.hpp"
#include "store/sql/database.hpp"

namespace parley::sql {

class SqlReadPool final : public ReadPool {
public:
    static constexpr std::size_t repositories_max = 256;

    SqlReadPool(Connect connect, int threads);
    ~SqlReadPool() override;

    void post(WorkspaceId workspace, std::function<void(Repository&)> work) override;
    void post(std::function<void(Directory&)> work) override;

private:
    struct OfWorkspace {
        WorkspaceId workspace;
        std::function<void(Repository&)> work;
    };
    using OfInstallation = std::function<void(Directory&)>;
    using Job = std::variant<OfWorkspace, OfInstallation>;

    void push(Job job);
    std::optional<Job> take();
    void work();

    Connect connect_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Job> jobs_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace parley::sql
