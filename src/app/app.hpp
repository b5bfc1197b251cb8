// What every use case is given. Built once, in src/main; the parts outlive every request.
//
// Where to start reading: messages.hpp (a message is kept and told), then sessions.hpp.
#pragma once

#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <memory>
#include <string_view>
#include <vector>

#include "app/owner.hpp"
#include "app/workspaces.hpp"
#include "base/task.hpp"
#include "ports/channel.hpp"
#include "ports/cluster.hpp"
#include "ports/files.hpp"
#include "ports/read_pool.hpp"

namespace parley::app {

// Threads for what takes long and needs no answer from a socket: password hashes, thumbnails.
struct CpuPool {
    static constexpr int waiting_max = 64;

    explicit CpuPool(std::size_t threads) : threads(threads) {}
    boost::asio::thread_pool threads;
    std::atomic<int> waiting{0};
};

struct App {
    const Clock& clock;
    Rng& rng;
    Store& store;
    ReadPool& readers;
    Files& files;
    Bus& bus;
    CpuPool& cpu;
    Workspaces& workspaces;
    std::vector<ChannelManifest> channels;  // Of this server.
    Cluster* cluster = nullptr;             // Null: one node owns everything.

    // Of an inbox's channel; nothing of one that this server does not have.
    ChannelCapabilities capabilities(std::string_view channel) const;
};

// Suspends until `start(done)` has called `done(T)` from any thread; resumes on the caller's
// executor. An exception thrown inside reaches the caller.
template <class T, class Start>
Task<T> completed_by(Start start) {
    struct Outcome {
        std::optional<T> value;
        std::exception_ptr error;
    };
    auto outcome = std::make_shared<Outcome>();
    auto initiate = [outcome](auto handler, Start begin) {
        auto executor = boost::asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        begin([outcome, executor, shared](auto work) {
            try {
                outcome->value.emplace(work());
            } catch (...) {
                outcome->error = std::current_exception();
            }
            boost::asio::post(executor, [shared] { std::move (*shared)(); });
        });
    };
    co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
        initiate, boost::asio::use_awaitable, std::move(start));
    if (outcome->error) std::rethrow_exception(outcome->error);
    co_return std::move(*outcome->value);
}

// A read whose connection died meanwhile (the database was restarted) is made once more, on a new
// one. Reads change nothing, so nobody can tell.
template <class F, class From>
std::invoke_result_t<F, From&> twice(const F& look, From& from) {
    try {
        return look(from);
    } catch (const StoreBroken&) {
        return look(from);
    }
}

// Runs a blocking read of one workspace on a reader thread.
template <class F>
Task<std::invoke_result_t<F, Repository&>> read(App& app, WorkspaceId workspace, F look) {
    using T = std::invoke_result_t<F, Repository&>;
    auto start = [&app, workspace, look](auto complete) {
        app.readers.post(workspace, [complete, look](Repository& repository) {
            complete([&] { return twice(look, repository); });
        });
    };
    co_return co_await completed_by<T>(std::move(start));
}

// The same over the whole installation.
template <class F>
Task<std::invoke_result_t<F, Directory&>> read_directory(App& app, F look) {
    using T = std::invoke_result_t<F, Directory&>;
    auto start = [&app, look](auto complete) {
        app.readers.post([complete, look](Directory& directory) {
            complete([&] { return twice(look, directory); });
        });
    };
    co_return co_await completed_by<T>(std::move(start));
}

// Runs `work` on the CPU pool. Refuses over_limit "busy" when too many wait already.
template <class F>
Task<Result<std::invoke_result_t<F>>> on_cpu(App& app, F work) {
    using T = std::invoke_result_t<F>;
    if (app.cpu.waiting.fetch_add(1) >= CpuPool::waiting_max) {
        app.cpu.waiting.fetch_sub(1);
        co_return refuse(Code::over_limit, "busy");
    }
    auto start = [&app, work](auto complete) {
        boost::asio::post(app.cpu.threads, [&app, complete, work] {
            app.cpu.waiting.fetch_sub(1);
            complete(work);
        });
    };
    co_return co_await completed_by<T>(std::move(start));
}

// Commits rows of the installation (accounts, sign-ins), which no workspace owns.
Task<Result<>> write_installation(App& app, std::vector<Row> rows);
// The same for rows of a workspace that its owner does not hold in memory and no event tells of.
Task<Result<>> write_rows(App& app, WorkspaceId workspace, std::vector<Row> rows,
                          Lane lane = Lane::live);

// Refuses not_found "workspace_not_found", or among several nodes unavailable "elsewhere", which
// never reaches a client: whoever speaks for one hands the command on (http/forward).
Result<std::shared_ptr<Owner>> owner_of(App& app, WorkspaceId workspace);
// Of an "elsewhere": which workspace it was. Else nothing.
std::optional<WorkspaceId> owned_elsewhere(const Error& error);

}  // namespace parley::app
