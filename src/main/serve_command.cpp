// `parley serve`: the configuration file first, then what the command line says over it.
#include <optional>

#include "main/commands.hpp"
#include "main/serve.hpp"

namespace parley {
namespace {

struct ServeOptions {
    std::string config_file;
    std::string data_dir;
    std::string database_url;
    std::string nats_url;
    std::string group;
    std::string files_dir;
    std::string web_dir;
    std::optional<std::uint16_t> port;
    std::optional<std::uint16_t> http_port;
    std::optional<std::uint16_t> sip_port;
    bool demo = false;
};

Config config_of(const ServeOptions& options) {
    Config config = options.config_file.empty() ? Config{} : load_config(options.config_file);
    if (!options.data_dir.empty()) config.data_dir = options.data_dir;
    if (!options.database_url.empty()) config.database_url = options.database_url;
    if (!options.nats_url.empty()) config.nats_url = options.nats_url;
    if (!options.group.empty()) config.cluster_group = options.group;
    if (!options.files_dir.empty()) config.files_dir = options.files_dir;
    check_cluster(config, "the command line");
    if (!options.web_dir.empty()) config.web_dir = options.web_dir;
    if (options.port) config.https_port = *options.port;
    if (options.http_port) config.http_port = *options.http_port;
    if (options.demo) config.demo = true;
    if (options.sip_port) {
        config.voice = true;
        config.voice_port = *options.sip_port;
    }
    check_voice(config, "the command line");
    return config;
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("serve", "Serves the desk, the widget and the API");
    const auto options = std::make_shared<ServeOptions>();
    command->add_option("--config", options->config_file,
                        "parley.toml; see docs/guide/configuration.md");
    command->add_option("--data", options->data_dir, "Data directory (default: data)");
    command->add_option("--database", options->database_url,
                        "postgresql://… (default: SQLite in the data directory)");
    command->add_option("--nats", options->nats_url,
                        "nats://host:port of the bus between nodes, or several with commas; needs "
                        "--database");
    command->add_option("--group", options->group, "Name of the installation on the bus (parley)");
    command->add_option(
        "--files", options->files_dir,
        "Directory of attachments, shared by nodes (default: in the data directory)");
    command->add_option("--port", options->port, "HTTPS port (8443)")->check(CLI::Range(0, 65535));
    command->add_option("--port-http", options->http_port, "Plain HTTP port on loopback (8080)")
        ->check(CLI::Range(0, 65535));
    command
        ->add_option("--port-sip", options->sip_port,
                     "With telephone calls: SIP on this port (of voice.address: loopback)")
        ->check(CLI::Range(1, 65535));
    command->add_option("--web", options->web_dir,
                        "Directory of the pages (default: beside the program)");
    command->add_flag("--demo", options->demo, "With demo data, made at the first start");
    command->callback([options, &status] { status = serve(config_of(*options)); });
}

}  // namespace parley
