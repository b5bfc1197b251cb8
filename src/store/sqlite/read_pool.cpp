#include "store/sqlite/read_pool.hpp"

#include <unordered_map>

#include "store/sqlite/directory.hpp"
#include "store/sqlite/repository.hpp"

namespace parley::sqlite {

SqliteReadPool::SqliteReadPool(std::filesystem::path file, int threads) : file_(std::move(file)) {
    for (int started = 0; started < threads; ++started) threads_.emplace_back([this] { work(); });
}

SqliteReadPool::~SqliteReadPool() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    filled_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void SqliteReadPool::post(WorkspaceId workspace, std::function<void(Repository&)> work) {
    push(OfWorkspace{workspace, std::move(work)});
}

void SqliteReadPool::post(std::function<void(Directory&)> work) { push(std::move(work)); }

void SqliteReadPool::push(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    filled_.notify_one();
}

std::optional<SqliteReadPool::Job> SqliteReadPool::take() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stop_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
}

void SqliteReadPool::work() {
    const auto reader = std::make_shared<Reader>(file_);
    SqliteDirectory directory(reader);
    std::unordered_map<WorkspaceId, SqliteRepository> repositories;

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

}  // namespace parley::sqlite
