// chat_bench: how many messages a second become durable, end to end.
//
//   chat.durable_per_s   the highest fixed arrival rate at which acknowledgements keep up; ratio to
//                        a plain loop that inserts the same rows, in the same run
//
// Every conversation has a WebSocket of its own and an agent who accepted it; one message a frame;
// each message is received by every agent of its team; all indexes and the search reader are on.
// Starts a server of its own in a fresh directory, or takes one that is there:
//   chat_bench --url http://host:port --inbox-key KEY... --agent EMAIL:PASSWORD...
// On PostgreSQL, with one node or two, whose clients take turns:
//   chat_bench --database postgresql://… [--nats nats://…]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/log.hpp"
#include "bench/chat/load.hpp"
#include "bench/own_server.hpp"
#include "bench/postgres_insert.hpp"
#include "bench/report.hpp"
#include "bench/store_insert.hpp"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;

constexpr double frames_per_connection_max = 18;  // A second; the server allows 20.
constexpr double latency_rate = 2'000;            // Where latency is reported.
constexpr double p50_goal_ms = 2;
constexpr double p99_goal_ms = 20;
constexpr double ratio_goal = 0.6;

struct Options {
    bool quick = false;
    std::string out = "build/bench/chat.json";
    std::string parley = "build/release/src/main/parley";
    std::string database;  // Empty: SQLite.
    std::string nats;      // Two nodes.
    std::string url;
    std::vector<std::string> inbox_keys;
    std::vector<std::string> agents;
    int conversations = 1'000;
    HouseSize house;
    std::vector<double> rates;
};

// Throws CLI::ParseError, with --help too.
Options parse(int argc, char** argv) {
    Options options;
    CLI::App app("Durable chat messages a second, open loop");
    app.add_flag("--quick", options.quick, "Short steps; the figures are rough");
    app.add_option("--out", options.out, "Figures; the delays over the rate go beside, as .csv");
    app.add_option("--parley", options.parley, "The program that is started and measured");
    app.add_option("--database", options.database, "On PostgreSQL: a database that may be emptied");
    app.add_option("--nats", options.nats, "Two nodes, over this bus")->needs("--database");
    app.add_option("--url", options.url, "A server that is there already, over plain HTTP");
    app.add_option("--inbox-key", options.inbox_keys, "Of that server");
    app.add_option("--agent", options.agents, "EMAIL:PASSWORD of that server");
    app.add_option("--conversations", options.conversations)->check(CLI::Range(1, 15'000));
    app.add_option("--teams", options.house.teams)->check(CLI::Range(1, 100));
    app.add_option("--agents-per-team", options.house.agents_per_team)->check(CLI::Range(1, 100));
    app.add_option("--rate", options.rates, "Messages a second of each step, ascending");
    app.parse(argc, argv);
    if (!options.rates.empty()) return options;
    options.rates = {2'000, 4'000, 8'000, 12'000, 16'000};
    if (!options.quick) {
        options.rates = {1'000, 2'000, 4'000, 6'000, 8'000, 10'000, 12'000, 14'000, 16'000, 18'000};
    }
    return options;
}

House house_there(const Options& options) {
    House house;
    house.nodes = {address_of(options.url)};
    house.inbox_keys = options.inbox_keys;
    for (const std::string& login : options.agents) {
        const auto colon = login.find(':');
        if (colon == std::string::npos) throw std::runtime_error("--agent is EMAIL:PASSWORD");
        house.agents.push_back({login.substr(0, colon), login.substr(colon + 1)});
    }
    if (house.inbox_keys.empty() || house.agents.empty()) {
        throw std::runtime_error("--url needs --inbox-key and --agent");
    }
    return house;
}

void print(const StepResult& r) {
    fmt::print(
        "{:>6.0f}/s: {:>6.0f} acked/s, ack p50 {:.2f} p99 {:.2f} ms, at an agent p50 {:.2f} p99 "
        "{:.2f} ms, refused {}, client {:.0f} % of a core and p99 {:.2f} ms late{}\n",
        r.step.per_second, r.acked_per_second, r.acknowledged.p50, r.acknowledged.p99,
        r.delivered.p50, r.delivered.p99, r.refused, 100 * r.client_cpu_share, r.late_p99,
        keeps_up(r) ? "" : ": fell behind");
    std::fflush(stdout);
}

// Steps up until acknowledgements fall behind, then halves the gap twice.
std::vector<StepResult> climb(Load& load, const Options& options) {
    const double seconds = options.quick ? 2 : 5;
    const double rate_max = frames_per_connection_max * options.conversations;
    std::vector<StepResult> results;
    const auto measure = [&](double rate) {
        results.push_back(load.run({rate, seconds}));
        print(results.back());
        return keeps_up(results.back());
    };
    double kept = 0;
    double fell = 0;
    for (const double rate : options.rates) {
        if (rate > rate_max) break;
        if (!measure(rate)) {
            fell = rate;
            break;
        }
        kept = rate;
    }
    for (int halving = 0; halving < 2 && fell > 0 && kept > 0; ++halving) {
        const double middle = (kept + fell) / 2;
        (measure(middle) ? kept : fell) = middle;
    }
    return results;
}

void write_table(const fs::path& path, std::vector<StepResult> results) {
    std::ranges::sort(results, {}, [](const StepResult& r) { return r.step.per_second; });
    std::ofstream out(path);
    out << "rate_per_s,acked_per_s,ack_p50_ms,ack_p90_ms,ack_p99_ms,ack_max_ms,agent_p50_ms,"
           "agent_p99_ms,refused,kept_up,client_cpu_share,client_late_p99_ms,server_cpu_s\n";
    for (const StepResult& r : results) {
        out << fmt::format("{:.0f},{:.1f},{:.3f},{:.3f},{:.3f},{:.3f},{:.3f},{:.3f},{},{},{:.3f},",
                           r.step.per_second, r.acked_per_second, r.acknowledged.p50,
                           r.acknowledged.p90, r.acknowledged.p99, r.acknowledged.max,
                           r.delivered.p50, r.delivered.p99, r.refused, keeps_up(r) ? 1 : 0,
                           r.client_cpu_share)
            << fmt::format("{:.3f},{:.3f}\n", r.late_p99, r.server_cpu_seconds);
    }
}

// chat.… on SQLite, chat_postgres.… with one node, chat_nodes.… with two.
std::string prefix_of(const Options& options) {
    if (!options.nats.empty()) return "chat_nodes";
    return options.database.empty() ? "chat" : "chat_postgres";
}

std::vector<Figure> figures_of(const std::string& prefix, const std::vector<StepResult>& results,
                               double raw) {
    double kept = 0;
    double durable = 0;
    double most = 0;
    double client = 0;
    double server_us = 0;
    for (const StepResult& r : results) {
        most = std::max(most, r.acked_per_second);
        client = std::max(client, r.client_cpu_share);
        if (!keeps_up(r) || r.step.per_second <= kept) continue;
        kept = r.step.per_second;
        durable = r.acked_per_second;
        server_us = 1e6 * r.server_cpu_seconds / static_cast<double>(r.sent);
    }
    std::vector<Figure> figures{{prefix + ".durable_per_s", durable, "1/s", raw},
                                {prefix + ".durable_ratio", durable / raw, "of raw", ratio_goal},
                                {prefix + ".acked_per_s_most", most, "1/s", raw},
                                {prefix + ".server_cpu_per_message", server_us, "us", 0},
                                {prefix + ".client_cpu_share_most", client, "cores", 0}};
    const auto at = std::ranges::find(results, latency_rate,
                                      [](const StepResult& r) { return r.step.per_second; });
    if (at != results.end()) {
        figures.push_back({prefix + ".ack_p50_at_2000", at->acknowledged.p50, "ms", p50_goal_ms});
        figures.push_back({prefix + ".ack_p99_at_2000", at->acknowledged.p99, "ms", p99_goal_ms});
        figures.push_back({prefix + ".agent_p99_at_2000", at->delivered.p99, "ms", 0});
    }
    return figures;
}

double raw_baseline(const Options& options, const fs::path& directory) {
    InsertLoad load;
    load.messages = options.quick ? 10'000 : 60'000;
    load.conversations = options.conversations;
    const double rate =
        options.database.empty()
            ? raw_inserts_per_s(directory, load)
            : raw_postgres_inserts_per_s(fresh_schema(options.database, "bench_raw"), load);
    fs::remove_all(directory);
    fmt::print("raw insert of the same rows: {:.0f}/s\n", rate);
    return rate;
}

// One server, or two on one database.
std::vector<std::unique_ptr<OwnServer>> start_servers(const Options& options, const fs::path& at) {
    std::vector<std::unique_ptr<OwnServer>> servers;
    std::vector<std::string> more;
    if (!options.database.empty()) {
        more = {"--database", fresh_schema(options.database, "bench_chat"), "--files",
                at / "files"};
    }
    if (!options.nats.empty())
        more.insert(more.end(), {"--nats", options.nats, "--group", "bench"});
    for (const char* name : {"one", "two"}) {
        servers.push_back(std::make_unique<OwnServer>(options.parley, at / name, more));
        wait_until_ready(servers.back()->address(), 30);
        if (options.nats.empty()) break;
    }
    return servers;
}

std::vector<StepResult> measure(const Options& options, const fs::path& directory) {
    if (!options.url.empty()) {
        const House house = house_there(options);
        Load load(set_stage(house, options.conversations), house.agents_per_inbox, {});
        return climb(load, options);
    }
    const auto servers = start_servers(options, directory);
    House house = furnish(servers.front()->address(), options.house);
    std::vector<pid_t> pids;
    house.nodes.clear();
    for (const auto& server : servers) {
        house.nodes.push_back(server->address());
        pids.push_back(server->pid());
    }
    Load load(set_stage(house, options.conversations), house.agents_per_inbox, pids);
    return climb(load, options);
}

int run(const Options& options) {
    set_log_level(LogLevel::warning);
    raise_file_limit();
    const fs::path out = options.out;
    const fs::path beside = fs::absolute(out).parent_path() / "chat_bench.data";
    fs::remove_all(beside);
    fs::create_directories(beside);
    // Before and after, since other work on the machine comes and goes.
    const double raw_before = raw_baseline(options, beside / "raw");
    const std::vector<StepResult> results = measure(options, beside / "server");
    const double raw = (raw_before + raw_baseline(options, beside / "raw")) / 2;
    fs::remove_all(beside);
    write_table(fs::path(out).replace_extension(".csv"), results);
    const std::vector<Figure> figures = figures_of(prefix_of(options), results, raw);
    write_report(out, figures);
    for (const Figure& figure : figures) {
        fmt::print("{}: {:.4g} {}", figure.name, figure.value, figure.unit);
        if (figure.baseline > 0) fmt::print(", ratio {:.3f}", figure.value / figure.baseline);
        fmt::print("\n");
    }
    return figures.front().value > 0 ? 0 : 1;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) try {
    return parley::bench::run(parley::bench::parse(argc, argv));
} catch (const CLI::Success&) {
    fmt::print("chat_bench [--quick] [--out FILE] [--parley PROGRAM | --url URL ...]\n");
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "chat_bench: {}\n", error.what());
    return 1;
}
