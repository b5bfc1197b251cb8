#include "main/core.hpp"

#include <boost/asio/post.hpp>
#include <future>
#include <utility>

#include "app/reconcile.hpp"
#include "base/log.hpp"
#include "base/thread_name.hpp"
#include "base/time_zone_files.hpp"
#include "channels/channels.hpp"
#include "store/files.hpp"

namespace parley {
namespace {

class UtcAlone final : public TimeZones {
public:
    std::shared_ptr<const TimeZone> zone(std::string_view) override { return TimeZone::utc(); }
};

// Returns when everything submitted to both lanes before has been answered.
void flush(Writer& writer) {
    for (const Lane lane : {Lane::live, Lane::bulk}) {
        Batch batch;
        batch.lane = lane;
        auto done = std::make_shared<std::promise<void>>();
        auto answered = done->get_future();
        writer.submit(std::move(batch), [done](const Result<>&) { done->set_value(); });
        answered.wait();
    }
}

// Where the system has no zones, every clock shows UTC: said once, for a company would wonder.
std::unique_ptr<TimeZones> system_zones() {
    try {
        return std::make_unique<TimeZoneFiles>();
    } catch (const std::runtime_error& missing) {
        log_error("time_zones_missing", {{"why", std::string(missing.what())}});
        return std::make_unique<UtcAlone>();
    }
}

}  // namespace

Core::Core(const CoreOptions& options, const Clock& clock, Rng& rng, Bus* listener)
    : store_(open_store({.data_dir = options.data_dir,
                         .database_url = options.database_url,
                         .readers = options.readers,
                         .metrics = options.metrics})),
      readers_(make_read_pool(*store_)),
      files_(options.files_dir.empty() ? open_files(options.data_dir)
                                       : open_shared_files(options.files_dir)) {
    channels_ = channels::all();
    zones_ = system_zones();
    if (options.wrap_store) store_ = options.wrap_store(std::move(store_));
    boost::asio::post(workers_, [] { name_thread("owners"); });
    boost::asio::post(cpu_.threads, [] { name_thread("cpu"); });
    search_ = std::make_unique<app::SearchReader>(*store_, *readers_, workers_.get_executor());
    if (listener != nullptr) heard_.add(*listener);
    bus_.add(*search_);
    facts_ = std::make_unique<app::FactReader>(*store_, *readers_, workers_.get_executor());
    bus_.add(*facts_);
    webhooks_ = std::make_unique<app::WebhookReader>(*store_, *readers_, clock);
    bus_.add(*webhooks_);
    if (options.metrics != nullptr) app::declare_repairs(*options.metrics);
    workspaces_ = std::make_unique<app::Workspaces>(
        app::OwnerDeps{clock, rng, *store_, bus_, *zones_, channels_, hooks_, options.metrics},
        workers_);
    app_.reset(
        new app::App{clock, rng, *store_, *readers_, *files_, bus_, cpu_, *workspaces_, channels_});
    if (options.nats_url.empty()) {
        bus_.add(heard_);
        open_all();
    } else {
        join_cluster(options, clock, rng);
    }
}

void Core::open_all() {
    for (const WorkspaceId workspace : store_->directory()->workspaces()) {
        workspaces_->open(workspace);
        wake_readers(workspace);
    }
}

void Core::wake_readers(WorkspaceId workspace) {
    search_->wake(workspace);
    facts_->wake(workspace);
    webhooks_->wake(workspace);
}

void Core::join_cluster(const CoreOptions& options, const Clock& clock, Rng& rng) {
    const std::string id = WorkspaceId::make(clock.now(), rng).text();
    relay_ = std::make_unique<SpineRelay>(*readers_, heard_);
    nats_ = connect_nats(options.nats_url);
    node_bus_ = std::make_unique<NodeBus>(*nats_, options.cluster_group, id, *relay_);
    bus_.add(*relay_);
    bus_.add(*node_bus_);
    const auto opened = [this](WorkspaceId workspace) { wake_readers(workspace); };
    node_ = std::make_unique<Node>(NodeOptions{id, options.cluster_group},
                                   open_leases(options.database_url), *nats_, *relay_, *workspaces_,
                                   clock, opened);
    workspaces_->claim_with([this](WorkspaceId workspace) { node_->claim(workspace); });
    app_->cluster = node_.get();
}

void Core::stop() {
    if (std::exchange(stopped_, true)) return;
    if (node_) node_->leave();
    search_->stop();
    facts_->stop();
    webhooks_->stop();
    workspaces_->stop();
    cpu_.threads.join();
    workers_.join();
    flush(store_->writer());  // Nobody decides any more; what was decided is answered.
}

Core::~Core() {
    stop();
    node_.reset();
    nats_.reset();  // Nothing is heard from other nodes any more.
    readers_.reset();
    flush(store_->writer());
    app_.reset();
    workspaces_.reset();
}

}  // namespace parley
