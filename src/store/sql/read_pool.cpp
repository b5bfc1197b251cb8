#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/thread_name.hpp"
#include "store/sql/directory.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/sql_store.hpp"
#include "store/store.hpp"

namespace parley::sql {
namespace {

// Reader threads, first come first served. Each keeps one connection and what it made of it.
//
// Bounds: callers bound how much they post (a request at a time for each of a bounded number of
// connections); `repositories_max` workspaces are kept per thread, then all are let go.
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

SqlReadPool::SqlReadPool(Connect connect, int threads) : connect_(std::move(connect)) {
    for (int started = 0; started < threads; ++started) threads_.emplace_back([this] { work(); });
}

SqlReadPool::~SqlReadPool() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    filled_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void SqlReadPool::post(WorkspaceId workspace, std::function<void(Repository&)> work) {
    push(OfWorkspace{workspace, std::move(work)});
}

void SqlReadPool::post(std::function<void(Directory&)> work) { push(std::move(work)); }

void SqlReadPool::push(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    filled_.notify_one();
}

std::optional<SqlReadPool::Job> SqlReadPool::take() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stop_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
}

void SqlReadPool::work() {
    name_thread("reader");
    const auto reader = std::make_shared<Reader>(connect_);
    SqlDirectory directory(reader);
    std::unordered_map<WorkspaceId, SqlRepository> repositories;

    while (auto job = take()) {
        if (auto* whole = std::get_if<OfInstallation>(&*job)) {
            (*whole)(directory);
            continue;
        }
        auto& [workspace, read] = std::get<OfWorkspace>(*job);
        if (repositories.size() >= repositories_max) repositories.clear();
        read(repositories.try_emplace(workspace, reader, workspace).first->second);
    }
}

}  // namespace
}  // namespace parley::sql

namespace parley {

std::unique_ptr<ReadPool> make_read_pool(Store& store, int threads) {
    const auto* of_sql = dynamic_cast<const sql::SqlStore*>(&store);
    PARLEY_ASSERT(of_sql != nullptr);
    const int count = threads > 0 ? threads : of_sql->readers();
    return std::make_unique<sql::SqlReadPool>(of_sql->connect(), count);
}

}  // namespace parley
