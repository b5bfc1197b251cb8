// chat_bench: how many messages a second become durable, end to end.
//
//   chat.durable_per_s   the highest fixed arrival rate at which acknowledgements keep up; ratio to
//                        a plain loop that inserts the same rows, in the same run
//
// Every conversation has a WebSocket of its own and an agent who accepted it; one message a frame;
// each message is received by every agent of its team; all indexes and the search reader are on.
// Starts a server of its own in a fresh directory, or takes one that is there:
//   chat_bench --url http://host:port --inbox-key KEY... --agent EMAIL:PASSWORD...
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/log.hpp"
#include "bench/chat/load.hpp"
#include "bench/report.hpp"
#include "bench/store_insert.hpp"
#include "bench/ws/process.hpp"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;

constexpr double frames_per_connection_max = 18;  // A second; the server allows 20.
constexpr double latency_rate = 2'000;            // Where latency is reported.
constexpr double p50_goal_ms = 2;

struct Options {
    bool quick = false;
    std::string out = "build/bench/chat.json";
    std::string parley = "build/release/src/main/parley";
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

// A server in a directory of its own; both go with this.
class OwnServer {
public:
    OwnServer(const Options& options, const fs::path& directory)
        : directory_(directory), address_{"127.0.0.1", free_port()} {
        fs::remove_all(directory_);
        for (const char* page : {"desk", "widget", "console", "demo"}) {
            fs::create_directories(directory_ / "web" / page);
            std::ofstream(directory_ / "web" / page / "index.html") << "<!doctype html>";
        }
        const std::vector<std::string> command{options.parley, "serve",
                                               "--data",       directory_ / "data",
                                               "--web",        directory_ / "web",
                                               "--port",       "0",
                                               "--port-http",  std::to_string(address_.port)};
        child_.emplace(command, directory_ / "log");
        wait_for_port(address_.port);
    }
    ~OwnServer() {
        child_.reset();
        std::error_code ignored;
        fs::remove_all(directory_, ignored);
    }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;

    const Address& address() const { return address_; }
    pid_t pid() const { return child_->pid(); }

private:
    fs::path directory_;
    Address address_;
    std::optional<Child> child_;
};

House house_there(const Options& options) {
    House house;
    house.address = address_of(options.url);
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

std::vector<Figure> figures_of(const std::vector<StepResult>& results, double raw) {
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
    std::vector<Figure> figures{{"chat.durable_per_s", durable, "1/s", raw},
                                {"chat.acked_per_s_most", most, "1/s", raw},
                                {"chat.server_cpu_per_message", server_us, "us", 0},
                                {"chat.client_cpu_share_most", client, "cores", 0}};
    const auto at = std::ranges::find(results, latency_rate,
                                      [](const StepResult& r) { return r.step.per_second; });
    if (at != results.end()) {
        figures.push_back({"chat.ack_p50_at_2000", at->acknowledged.p50, "ms", p50_goal_ms});
        figures.push_back({"chat.ack_p99_at_2000", at->acknowledged.p99, "ms", 0});
        figures.push_back({"chat.agent_p99_at_2000", at->delivered.p99, "ms", 0});
    }
    return figures;
}

double raw_baseline(const Options& options, const fs::path& directory) {
    InsertLoad load;
    load.messages = options.quick ? 10'000 : 60'000;
    load.conversations = options.conversations;
    const double rate = raw_inserts_per_s(directory, load);
    fs::remove_all(directory);
    fmt::print("raw insert of the same rows: {:.0f}/s\n", rate);
    return rate;
}

int run(const Options& options) {
    set_log_level(LogLevel::warning);
    raise_file_limit();
    const fs::path out = options.out;
    const fs::path beside = fs::absolute(out).parent_path() / "chat_bench.data";
    fs::create_directories(beside);
    // Before and after, since other work on the machine comes and goes.
    const double raw_before = raw_baseline(options, beside / "raw");
    std::vector<StepResult> results;
    {
        std::optional<OwnServer> own;
        if (options.url.empty()) own.emplace(options, beside / "server");
        const House house = own ? furnish(own->address(), options.house) : house_there(options);
        Load load(set_stage(house, options.conversations), house.agents_per_inbox,
                  own ? own->pid() : 0);
        results = climb(load, options);
    }
    const double raw = (raw_before + raw_baseline(options, beside / "raw")) / 2;
    fs::remove_all(beside);
    write_table(fs::path(out).replace_extension(".csv"), results);
    const std::vector<Figure> figures = figures_of(results, raw);
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
