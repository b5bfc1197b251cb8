// parley.toml: every key, its bounds and its default. docs/guide/configuration.md lists the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

struct Config {
    std::string https_host = "0.0.0.0";       // server.https_address; "" with port 0 in tests
    std::uint16_t https_port = 8443;          // server.https_port; 0: any free port
    std::string http_host = "127.0.0.1";      // server.http_address; plain HTTP: loopback only
    std::uint16_t http_port = 8080;           // server.http_port; 0: any free port
    std::uint32_t io_threads = 0;             // server.io_threads; 0: cores - 1, at least 1
    std::filesystem::path data_dir = "data";  // data.directory
    std::string database_url;                 // data.database: postgresql://…; empty: SQLite
    std::filesystem::path files_dir;          // data.files: shared by nodes; empty: in data_dir
    std::uint32_t readers = 2;                // data.readers: threads for reading, 1 … 16
    std::string nats_url;                     // cluster.nats; empty: this node is alone
    std::string cluster_group = "parley";     // cluster.group: of the installation, on the bus
    std::filesystem::path certificate;        // tls.certificate (PEM); empty: one is made
    std::filesystem::path key;                // tls.key
    std::filesystem::path web_dir;            // web.directory; empty: beside the program
    std::string log_level = "info";           // log.level: debug, info, warning, error
    bool demo = false;                        // demo.enabled
    bool webhooks_private = false;            // webhooks.allow_private
    std::vector<std::uint16_t> webhook_ports = {443, 8443};  // webhooks.ports; empty: any
    bool voice = false;                                      // voice.enabled
    std::string voice_name = "voice";         // voice.name: of this machine's calls, lasting
    std::string voice_address = "127.0.0.1";  // voice.address: SIP and sound, numeric
    std::string voice_public;                 // voice.public_address: as others reach it; numeric
    std::uint16_t voice_port = 5060;          // voice.port: SIP over UDP and TCP
    std::uint16_t voice_tls_port = 0;         // voice.tls_port: SIP over TLS; 0: none
    std::uint16_t voice_first_port = 20'000;  // voice.first_port: of the ports for sound
    std::uint16_t voice_last_port = 29'999;   // voice.last_port
    std::filesystem::path voice_music;        // voice.music: WAV of 8,000 Hz; empty: a melody
    std::filesystem::path webhook_ca;         // webhooks.ca_file (PEM); empty: the system's only
};

// A sentence for the person who wrote the file: "parley.toml:12: server.io_threads is 0 to 64, not
// 99".
struct BadConfig : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Throws BadConfig for what cannot be read, a key that does not exist, or a value that is not
// allowed, naming file, line, key and what is allowed.
Config load_config(const std::filesystem::path& file);
Config parse_config(std::string_view text, std::string_view file_name);
// Of the form that data.database has.
bool is_postgres_address(std::string_view text);
// Throws BadConfig, telling of `place`, where the bus has no database beside it.
void check_cluster(const Config& config, std::string_view place);
// The same where nobody could send sound, or no ports are left for it.
void check_voice(const Config& config, std::string_view place);

}  // namespace parley
