// Everything of Parley but its sockets: store, owners, readers of the spine. Serving, the demo and
// tests build it alike; only clock, randomness and listeners differ.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <functional>
#include <memory>

#include "app/app.hpp"
#include "app/search_reader.hpp"
#include "bus/fan_out.hpp"
#include "store/store.hpp"

namespace parley {

struct CoreOptions {
    std::filesystem::path data_dir;
    std::string database_url;  // Empty: SQLite in data_dir.
    int readers = 2;
    Metrics* metrics = nullptr;  // Of the store; outlives the core.
    // Tests put a faulty store between; it owns what it is given.
    std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)> wrap_store;
};

class Core {
public:
    // Opens the store and takes ownership of its workspaces: blocking. `listener` (may be null)
    // hears of every commit and must outlive the core.
    Core(const CoreOptions& options, const Clock& clock, Rng& rng, Bus* listener);
    ~Core();
    // Stops owners, then commits what was submitted: once it returns, `listener` hears nothing any
    // more. What waited for an answer has it, so what it was called from must still stand.
    void stop();

    app::App& app() { return *app_; }
    app::SearchReader& search() { return *search_; }

private:
    std::unique_ptr<Store> store_;
    std::unique_ptr<ReadPool> readers_;
    std::unique_ptr<Files> files_;
    FanOut bus_;
    boost::asio::thread_pool workers_{1};
    app::CpuPool cpu_{1};
    std::unique_ptr<app::Workspaces> workspaces_;
    std::unique_ptr<app::SearchReader> search_;
    std::unique_ptr<app::App> app_;
    bool stopped_ = false;
};

}  // namespace parley
