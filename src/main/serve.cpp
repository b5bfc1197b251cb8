#include "main/serve.hpp"

#include <fmt/format.h>

#include <atomic>
#include <thread>

#include "app/calls/recordings.hpp"
#include "base/log.hpp"
#include "base/periodic.hpp"
#include "base/secret.hpp"
#include "channels/channels.hpp"
#include "http/api/router.hpp"
#include "http/forward/forward.hpp"
#include "http/realtime/commands.hpp"
#include "http/realtime/endpoint.hpp"
#include "http/server/certificate.hpp"
#include "http/server/server.hpp"
#include "main/core.hpp"
#include "main/demo/demo.hpp"
#include "main/demo/demo_pages.hpp"
#include "main/demo/lines.hpp"
#include "main/demo/world.hpp"
#include "main/installation_key.hpp"
#include "main/pages.hpp"
#include "main/signals.hpp"
#include "main/voice/no_telephone.hpp"
#include "main/voice/voice_service.hpp"
#include "main/webhook_service.hpp"

namespace parley {
namespace {

constexpr Duration drain_within = 10s;

// Of the whole server: the one that is configured, else one that is made.
http::CertificateFiles certificate_of(const Config& config) {
    if (!config.certificate.empty()) return {config.certificate, config.key};
    return http::ensure_certificate((config.data_dir / "tls").string());
}

http::ServerOptions server_options(const Config& config) {
    http::ServerOptions options;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    options.io_threads = config.io_threads > 0 ? config.io_threads : std::max(1U, cores - 1);
    const http::CertificateFiles files = certificate_of(config);
    options.certificate_file = files.certificate;
    options.key_file = files.key;
    options.listen.push_back({config.https_host, config.https_port, true});
    options.listen.push_back({config.http_host, config.http_port, false});
    return options;
}

std::vector<wire::Channel> wire_channels() {
    std::vector<wire::Channel> channels;
    for (const ChannelManifest& manifest : channels::all()) {
        const ChannelCapabilities& can = manifest.capabilities;
        wire::Channel channel{manifest.key, {}, {}};
        for (const ChannelName& name : manifest.names) channel.name[name.locale] = name.text;
        channel.capabilities = {can.text,          can.image,         can.file,    can.typing,
                                can.read_receipts, can.rating,        can.snippet, can.voice,
                                can.text_max,      can.file_bytes_max};
        channels.push_back(std::move(channel));
    }
    return channels;
}

std::vector<wire::DemoLogin> wire_logins(const Config& config) {
    std::vector<wire::DemoLogin> logins;
    if (!config.demo) return logins;
    for (const demo::Login& login : demo::logins())
        logins.push_back({login.name, login.email, login.password, login.role});
    return logins;
}

void print_telephone(const Config& config) {
    fmt::print("\n  telephone  SIP at {}:{}\n", config.voice_address, config.voice_port);
    if (!config.demo) return;
    fmt::print("             call the hotline: parley lab call {} --server {}:{}\n",
               demo::hotline_number, config.voice_address, config.voice_port);
    for (const demo::DeskPhone& phone : demo::desk_phones)
        fmt::print("             desk phone {}, password {}\n", phone.user,
                   demo::logins().front().password);
}

void print_addresses(const Config& config, const std::vector<std::uint16_t>& ports) {
    const bool everywhere = config.https_host == "0.0.0.0" || config.https_host == "::";
    const std::string host = everywhere ? "localhost" : config.https_host;
    fmt::print("\nParley is serving.\n\n");
    fmt::print("  desk       https://{}:{}/\n", host, ports[0]);
    fmt::print("             http://{}:{}/  (this machine only, no certificate warning)\n",
               config.http_host, ports[1]);
    if (everywhere)
        fmt::print("             from another machine: https://<this machine's address>:{}/\n",
                   ports[0]);
    if (config.demo) {
        fmt::print("  demo shop  http://{}:{}/demo/\n\n  sign in as\n", config.http_host, ports[1]);
        for (const demo::Login& login : demo::logins())
            fmt::print("    {:<28} {:<18} {}\n", login.email, login.password, name_of(login.role));
    }
    if (config.voice) print_telephone(config);
    fmt::print("\n  Ctrl-C stops it.\n\n");
    std::fflush(stdout);
}

std::string recordings_of(const Config& config) {
    return (std::filesystem::absolute(config.data_dir) / "recordings").string();
}

VoiceOptions voice_options(const Config& config) {
    VoiceOptions options;
    options.control = (std::filesystem::absolute(config.data_dir) / "voice.socket").string();
    options.recordings = recordings_of(config);
    options.home = config.voice_name;
    const std::string& address =
        config.voice_public.empty() ? config.voice_address : config.voice_public;
    options.server = fmt::format("{}:{}", address, config.voice_port);
    options.words = {std::filesystem::read_symlink("/proc/self/exe").string(),
                     "voice",
                     "--address",
                     config.voice_address,
                     "--port",
                     std::to_string(config.voice_port),
                     "--control",
                     options.control,
                     "--first-port",
                     std::to_string(config.voice_first_port),
                     "--last-port",
                     std::to_string(config.voice_last_port)};
    const auto add = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        options.words.emplace_back(name);
        options.words.push_back(value);
    };
    add("--public-address", config.voice_public);
    if (config.voice_tls_port != 0) {
        const http::CertificateFiles files = certificate_of(config);
        add("--tls-port", std::to_string(config.voice_tls_port));
        add("--certificate", files.certificate);
        add("--certificate-key", files.key);
    }
    add("--music", config.voice_music.string());
    std::filesystem::create_directories(options.recordings);
    return options;
}

// Those whose time has come are deleted, whether or not calls are taken today.
constexpr Duration recordings_every = std::chrono::minutes(1);

void sweep_recordings(Core& core, const std::string& directory) {
    auto sweep = [](app::App& app, std::string files) -> Task<Result<>> {
        auto look = [](Directory& all) { return all.workspaces(); };
        for (const WorkspaceId workspace : co_await app::read_directory(app, look))
            co_await app::delete_due_recordings(app, workspace, files);
        co_return Result<>{};
    };
    try {
        wait_for(sweep(core.app(), directory));
    } catch (const std::exception& error) {
        log_error("recordings_not_swept", {{"why", error.what()}});
    }
}

// What other nodes ask of this one, as their clients would.
void answer_nodes(Core& core, http::Api& api, const wire::FileLinks& links,
                  const boost::asio::any_io_executor& executor) {
    core.node()->answer(std::string(http::request_question), executor,
                        [&api](WorkspaceId, std::string question) {
                            return http::answer_request(api, std::move(question));
                        });
    core.node()->answer(std::string(http::frame_question), executor,
                        [&core, &links](WorkspaceId workspace, std::string question) {
                            const http::CommandDeps deps{core.app(), links};
                            return http::answer_frame(deps, workspace, std::move(question));
                        });
}

CoreOptions core_options_of(const Config& config, Metrics& metrics) {
    CoreOptions options;
    options.data_dir = config.data_dir;
    options.database_url = config.database_url;
    options.files_dir = config.files_dir;
    options.nats_url = config.nats_url;
    options.cluster_group = config.cluster_group;
    options.readers = static_cast<int>(config.readers);
    options.metrics = &metrics;
    return options;
}

}  // namespace

int serve(const Config& config) {
    block_stop_signals();
    init_secrets();
    if (const auto level = log_level_named(config.log_level)) set_log_level(*level);
    std::filesystem::create_directories(config.data_dir);
    if (config.demo) demo::ensure(config.data_dir, config.database_url);

    const SystemClock clock;
    SystemRng rng;
    const auto key = key_of_links(config, rng);
    const wire::FileLinks links(key);
    const Seal seal(key);
    http::Hub hub(clock, links);
    Metrics metrics;
    http::EventTail tail;
    FanOut listeners;
    listeners.add(hub);
    listeners.add(tail);
    std::optional<VoiceService> voice;
    NoTelephone no_telephone;
    if (config.voice) listeners.add(voice.emplace(voice_options(config), seal, metrics));
    Core core(core_options_of(config, metrics), clock, rng, &listeners);
    WebhookService webhooks(config, core, seal, links, metrics);
    http::AddressLimits address_limits;
    http::RateLimits rate_limits;
    std::atomic<bool> draining{false};
    const Pages pages(config.web_dir, config.demo);
    http::Api api({core.app(),
                   links,
                   metrics,
                   address_limits,
                   rate_limits,
                   wire_channels(),
                   wire_logins(config),
                   pages.all(),
                   PARLEY_VERSION,
                   draining,
                   webhooks.tools(),
                   webhooks.hook_tools(),
                   tail,
                   voice ? static_cast<Telephone&>(*voice) : no_telephone,
                   {recordings_of(config), seal}});
    http::RealtimeEndpoint realtime({core.app(), hub, links, http::ack_seconds(metrics)});
    demo::DemoPages demo_pages(core.app(), api);
    http::Handler& handler = config.demo ? static_cast<http::Handler&>(demo_pages) : api;
    http::Server server(server_options(config), handler, realtime, metrics);
    server.start([&](std::span<const boost::asio::any_io_executor> executors) {
        hub.open_rooms(executors);
        if (core.node() != nullptr) answer_nodes(core, api, links, executors.front());
    });
    core.app().workspaces.start_timers();
    if (core.node() != nullptr) core.node()->start([&] { return server.connections(); });
    webhooks.start();
    const Periodic recordings("recordings", recordings_every,
                              [&core, &config] { sweep_recordings(core, recordings_of(config)); });
    if (voice) voice->start(core);
    print_addresses(config, server.ports());

    const int signal = wait_for_stop_signal();
    log_info("draining", {{"signal", signal}, {"connections", server.connections()}});
    draining = true;
    if (core.node() != nullptr) core.node()->leave();  // Others take over before clients come.
    if (voice) voice->stop();                          // Its callers' sessions end.
    tail.stop();
    server.drain(drain_within);
    webhooks.stop();
    core.stop();  // While the threads it tells of commits still are there, if idle.
    log_info("stopped", {});
    return 0;
}

}  // namespace parley
