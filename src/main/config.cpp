#include "main/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <fstream>
#include <functional>
#include <ranges>
#include <sstream>
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace parley {
namespace {

struct Place {
    std::string_view file;
    std::string key;
    const toml::node& node;

    [[noreturn]] void fail(std::string_view what) const {
        throw BadConfig(fmt::format("{}:{}: {} {}", file, node.source().begin.line, key, what));
    }
};

std::string text_at(const Place& place) {
    if (const auto value = place.node.value_exact<std::string>()) return *value;
    place.fail("must be text in quotes");
}

template <class T>
T number_at(const Place& place, std::int64_t least, std::int64_t most) {
    const auto value = place.node.value_exact<std::int64_t>();
    if (!value) place.fail(fmt::format("must be a number, {} to {}", least, most));
    if (*value < least || *value > most)
        place.fail(fmt::format("is {}; allowed is {} to {}", *value, least, most));
    return static_cast<T>(*value);
}

bool flag_at(const Place& place) {
    if (const auto value = place.node.value_exact<bool>()) return *value;
    place.fail("must be true or false");
}

std::string choice_at(const Place& place, std::initializer_list<std::string_view> allowed) {
    std::string value = text_at(place);
    if (std::ranges::find(allowed, value) != allowed.end()) return value;
    place.fail(fmt::format("is \"{}\"; allowed is {}", value, fmt::join(allowed, ", ")));
}

std::string address_at(const Place& place) {
    std::string value = text_at(place);
    boost::system::error_code error;
    boost::asio::ip::make_address(value, error);
    if (!error) return value;
    place.fail(fmt::format(
        "is \"{}\"; allowed is an IP address, 0.0.0.0 for every IPv4 one, :: for every one",
        value));
}

// Plain HTTP carries passwords and cookies in clear, so it is for the same machine only.
std::string loopback_at(const Place& place) {
    std::string value = text_at(place);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(value, error);
    if (!error && address.is_loopback()) return value;
    place.fail(
        fmt::format("is \"{}\"; plain HTTP is served on loopback only (127.0.0.1 or ::1)", value));
}

std::filesystem::path file_at(const Place& place) {
    std::filesystem::path path = text_at(place);
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error) && std::ifstream(path)) return path;
    place.fail(fmt::format("is \"{}\"; it must name a file that can be read", path.string()));
}

std::filesystem::path folder_at(const Place& place) {
    std::filesystem::path path = text_at(place);
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return path;
    place.fail(fmt::format("is \"{}\"; it must name a folder that is there", path.string()));
}

std::string database_at(const Place& place) {
    std::string value = text_at(place);
    if (value.empty() || is_postgres_address(value)) return value;
    place.fail("must begin with postgresql://, or be empty for SQLite in data.directory");
}

// One address, or several of one bus with commas between.
std::string nats_at(const Place& place) {
    std::string value = text_at(place);
    if (value.empty()) return value;
    for (const auto part : std::views::split(value, ',')) {
        const std::string_view address(part.begin(), part.end());
        if (!address.starts_with("nats://") && !address.starts_with("tls://"))
            place.fail(
                "must begin with nats:// or tls://, or be empty for a node alone; several"
                " addresses have commas between them and no spaces");
    }
    return value;
}

// Part of subjects on the bus, where a dot or a star would mean something.
std::string group_at(const Place& place) {
    std::string value = text_at(place);
    const bool is_plain = std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
    if (is_plain && !value.empty() && value.size() <= 40) return value;
    place.fail("must be 1 to 40 of a-z, 0-9, - and _");
}

std::vector<std::uint16_t> ports_at(const Place& place) {
    constexpr std::string_view allowed = "must be a list of ports, 1 to 65535";
    const toml::array* array = place.node.as_array();
    if (array == nullptr) place.fail(allowed);
    std::vector<std::uint16_t> ports;
    for (const toml::node& each : *array) {
        const auto port = each.value_exact<std::int64_t>();
        if (!port || *port < 1 || *port > 65535) place.fail(allowed);
        ports.push_back(static_cast<std::uint16_t>(*port));
    }
    return ports;
}

struct Key {
    std::string_view table;
    std::string_view name;
    void (*set)(Config&, const Place&);
};

constexpr std::array keys = {
    Key{"server", "https_address", [](Config& c, const Place& p) { c.https_host = address_at(p); }},
    Key{"server", "https_port",
        [](Config& c, const Place& p) { c.https_port = number_at<std::uint16_t>(p, 0, 65535); }},
    Key{"server", "http_address", [](Config& c, const Place& p) { c.http_host = loopback_at(p); }},
    Key{"server", "http_port",
        [](Config& c, const Place& p) { c.http_port = number_at<std::uint16_t>(p, 0, 65535); }},
    Key{"server", "io_threads",
        [](Config& c, const Place& p) { c.io_threads = number_at<std::uint32_t>(p, 0, 64); }},
    Key{"data", "directory", [](Config& c, const Place& p) { c.data_dir = text_at(p); }},
    Key{"data", "database", [](Config& c, const Place& p) { c.database_url = database_at(p); }},
    Key{"data", "files", [](Config& c, const Place& p) { c.files_dir = text_at(p); }},
    Key{"data", "readers",
        [](Config& c, const Place& p) { c.readers = number_at<std::uint32_t>(p, 1, 16); }},
    Key{"cluster", "nats", [](Config& c, const Place& p) { c.nats_url = nats_at(p); }},
    Key{"cluster", "group", [](Config& c, const Place& p) { c.cluster_group = group_at(p); }},
    Key{"tls", "certificate", [](Config& c, const Place& p) { c.certificate = file_at(p); }},
    Key{"tls", "key", [](Config& c, const Place& p) { c.key = file_at(p); }},
    Key{"web", "directory", [](Config& c, const Place& p) { c.web_dir = folder_at(p); }},
    Key{"log", "level",
        [](Config& c, const Place& p) {
            c.log_level = choice_at(p, {"debug", "info", "warning", "error"});
        }},
    Key{"webhooks", "allow_private",
        [](Config& c, const Place& p) { c.webhooks_private = flag_at(p); }},
    Key{"webhooks", "ports", [](Config& c, const Place& p) { c.webhook_ports = ports_at(p); }},
    Key{"webhooks", "ca_file", [](Config& c, const Place& p) { c.webhook_ca = file_at(p); }},
    Key{"voice", "enabled", [](Config& c, const Place& p) { c.voice = flag_at(p); }},
    Key{"voice", "address", [](Config& c, const Place& p) { c.voice_address = address_at(p); }},
    Key{"voice", "port",
        [](Config& c, const Place& p) { c.voice_port = number_at<std::uint16_t>(p, 1, 65535); }},
    Key{"voice", "name", [](Config& c, const Place& p) { c.voice_name = group_at(p); }},
    Key{"voice", "public_address",
        [](Config& c, const Place& p) { c.voice_public = address_at(p); }},
    Key{"voice", "tls_port",
        [](Config& c, const Place& p) {
            c.voice_tls_port = number_at<std::uint16_t>(p, 0, 65535);
        }},
    Key{"voice", "first_port",
        [](Config& c, const Place& p) {
            c.voice_first_port = number_at<std::uint16_t>(p, 1'024, 65535);
        }},
    Key{"voice", "last_port",
        [](Config& c, const Place& p) {
            c.voice_last_port = number_at<std::uint16_t>(p, 1'024, 65535);
        }},
    Key{"voice", "music", [](Config& c, const Place& p) { c.voice_music = file_at(p); }},
    Key{"demo", "enabled", [](Config& c, const Place& p) { c.demo = flag_at(p); }},
};

std::string known_in(std::string_view table) {
    std::string known;
    for (const Key& key : keys) {
        if (key.table == table) known += (known.empty() ? "" : ", ") + std::string(key.name);
    }
    return known;
}

void read_table(Config& config, std::string_view file, std::string_view name,
                const toml::table& table) {
    for (const auto& [key_name, node] : table) {
        const Place place{file, fmt::format("{}.{}", name, key_name.str()), node};
        const auto known = std::ranges::find_if(
            keys, [&](const Key& key) { return key.table == name && key.name == key_name.str(); });
        if (known == keys.end())
            place.fail(fmt::format("is no setting; [{}] has {}", name, known_in(name)));
        known->set(config, place);
    }
}

// What one key needs of another, told at the line of the one.
void check_pairs(const Config& config, const toml::table& root, std::string_view file) {
    const auto place = [&](std::string_view table, std::string_view key) {
        return fmt::format("{}:{}", file, root[table][key].node()->source().begin.line);
    };
    if (!config.nats_url.empty()) check_cluster(config, place("cluster", "nats"));
    if (config.certificate.empty() == config.key.empty()) return;
    const std::string_view there = config.key.empty() ? "certificate" : "key";
    const std::string_view missing = config.key.empty() ? "key" : "certificate";
    throw BadConfig(
        fmt::format("{}: tls.{} needs tls.{} beside it", place("tls", there), there, missing));
}

}  // namespace

bool is_postgres_address(std::string_view text) {
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

void check_cluster(const Config& config, std::string_view place) {
    if (!config.nats_url.empty() && config.database_url.empty())
        throw BadConfig(
            fmt::format("{}: cluster.nats needs data.database: nodes share one PostgreSQL", place));
}

void check_voice(const Config& config, std::string_view place) {
    if (!config.voice) return;
    const bool everywhere = config.voice_address == "0.0.0.0" || config.voice_address == "::";
    if (everywhere && config.voice_public.empty())
        throw BadConfig(fmt::format(
            "{}: voice.address {} needs voice.public_address: where others send sound to", place,
            config.voice_address));
    if (config.voice_first_port >= config.voice_last_port)
        throw BadConfig(fmt::format("{}: voice.first_port must be below voice.last_port", place));
}

Config parse_config(std::string_view text, std::string_view file_name) {
    Config config;
    toml::table root;
    try {
        root = toml::parse(text, file_name);
        for (const auto& [name, node] : root) {
            const Place place{file_name, std::string(name.str()), node};
            if (known_in(name.str()).empty())
                place.fail(
                    "is no section; there are server, data, cluster, tls, web, log, webhooks, "
                    "voice, demo");
            const toml::table* table = node.as_table();
            if (table == nullptr)
                place.fail("must be a section: [" + std::string(name.str()) + "]");
            read_table(config, file_name, name.str(), *table);
        }
    } catch (const toml::parse_error& error) {
        throw BadConfig(
            fmt::format("{}:{}: {}", file_name, error.source().begin.line, error.description()));
    }
    check_pairs(config, root, file_name);
    return config;
}

Config load_config(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw BadConfig(fmt::format("{}: cannot be read", file.string()));
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_config(text.str(), file.string());
}

}  // namespace parley
