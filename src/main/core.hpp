// Everything of Parley but its sockets: store, owners, readers of the spine. Serving, the demo and
// tests build it alike; only clock, randomness and listeners differ.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/app.hpp"
#include "app/fact_reader.hpp"
#include "app/search_reader.hpp"
#include "app/webhook_reader.hpp"
#include "bus/fan_out.hpp"
#include "bus/node_bus.hpp"
#include "main/node.hpp"
#include "store/store.hpp"

namespace parley {

struct CoreOptions {
    std::filesystem::path data_dir;
    std::string database_url;         // Empty: SQLite in data_dir.
    std::filesystem::path files_dir;  // Empty: in data_dir.
    std::string nats_url;             // Empty: this node is alone. Else it needs a database_url.
    std::string cluster_group = "parley";
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
    app::FactReader& facts() { return *facts_; }
    // Null when this node is alone. Else it owns nothing until the node is started.
    Node* node() { return node_.get(); }
    app::WebhookReader& webhooks() { return *webhooks_; }
    app::HookLine& hooks() { return hooks_; }

private:
    void join_cluster(const CoreOptions& options, const Clock& clock, Rng& rng);
    void open_all();
    void wake_readers(WorkspaceId workspace);  // Of one that is owned here from now on.

    std::unique_ptr<Store> store_;
    std::unique_ptr<ReadPool> readers_;
    std::unique_ptr<Files> files_;
    std::vector<ChannelManifest> channels_;
    std::unique_ptr<TimeZones> zones_;
    FanOut heard_;  // What listeners of this node hear, whichever node it comes from.
    FanOut bus_;    // What owners of this node say.
    std::unique_ptr<SpineRelay> relay_;
    std::unique_ptr<Nats> nats_;
    std::unique_ptr<NodeBus> node_bus_;
    boost::asio::thread_pool workers_{1};
    app::CpuPool cpu_{1};
    app::HookLine hooks_;
    std::unique_ptr<app::Workspaces> workspaces_;
    std::unique_ptr<app::SearchReader> search_;
    std::unique_ptr<app::FactReader> facts_;
    std::unique_ptr<Node> node_;
    std::unique_ptr<app::WebhookReader> webhooks_;
    std::unique_ptr<app::App> app_;
    bool stopped_ = false;
};

}  // namespace parley
