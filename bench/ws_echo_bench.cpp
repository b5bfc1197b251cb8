// What a WebSocket costs the server, against a raw epoll echo in the same run:
//
//   ws.echo_ratio            echoed messages per second of the server's processor time; ratio to
//   the
//                            raw echo
//   ws.idle_bytes            resident memory of the server per idle plain WebSocket; ratio to its
//   goal ws.idle_bytes_tls        the same over TLS ws.handshakes_per_s      connections made,
//   upgraded and given up; ratio to its goal ws.handshakes_tls_per_s  the same, each with a full
//   TLS handshake
//
// Server, baseline and clients are processes of their own. Rounds alternate between the two servers
// and the median counts, so that other work on the machine hits both alike.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <memory>
#include <vector>

#include "bench/report.hpp"
#include "bench/ws/load.hpp"
#include "bench/ws/process.hpp"
#include "bench/ws/raw_echo.hpp"

namespace parley::bench {
namespace {

constexpr double idle_bytes_goal = 8 * 1024;
constexpr double idle_bytes_tls_goal = 40 * 1024;
constexpr double handshakes_goal = 1'000;
constexpr int handshaking_clients = 4;
constexpr int idle_connections = 15'000;
constexpr int idle_connections_quick = 3'000;
constexpr int warm_up_connections = 64;

struct Options {
    bool quick = false;
    std::string out = "build/bench/ws.json";
    std::string parley = "build/release/src/main/parley";
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double messages_per_cpu_second(const Load& load, int server) {
    const LoadResult result = run_load(load, server);
    if (result.messages == 0) throw std::runtime_error("no message came back");
    return static_cast<double>(result.messages) / result.server_cpu_seconds;
}

Figure measure_echo(std::uint16_t parley_port, int parley, bool quick) {
    const std::uint16_t raw_port = free_port();
    const Child raw([raw_port] { run_raw_echo(raw_port); });
    wait_for_port(raw_port);
    Load load;
    load.seconds = quick ? 0.5 : 2;
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < (quick ? 3 : 7); ++round) {
        load.port = raw_port;
        load.websocket = false;
        theirs.push_back(messages_per_cpu_second(load, raw.pid()));
        load.port = parley_port;
        load.websocket = true;
        ours.push_back(messages_per_cpu_second(load, parley));
    }
    return {"ws.echo_ratio", median(ours), "messages per CPU second", median(theirs)};
}

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool has_value = i + 1 < argc;
        if (word == "--quick")
            options.quick = true;
        else if (word == "--out" && has_value)
            options.out = argv[++i];
        else if (word == "--parley" && has_value)
            options.parley = argv[++i];
        else
            throw std::runtime_error("usage: ws_echo_bench [--quick] [--out FILE] [--parley PATH]");
    }
    return options;
}

Figure measure_idle(const std::string& name, const Target& target, int server, double goal,
                    bool quick) {
    idle_bytes(target, warm_up_connections, server);
    const int idle = quick ? idle_connections_quick : idle_connections;
    return {name, idle_bytes(target, idle, server), "bytes", goal};
}

Figure measure_handshakes(const std::string& name, const Target& target, bool quick) {
    const double rate = handshakes_per_second(target, handshaking_clients, quick ? 1 : 5);
    return {name, rate, "1/s", handshakes_goal};
}

int run(const Options& options) {
    raise_file_limit();
    const Target plain{free_port(), false};
    const Target tls{free_port(), true};
    std::filesystem::create_directories(std::filesystem::absolute(options.out).parent_path());
    const Child server({options.parley, "lab", "ws-echo", "--port", std::to_string(plain.port),
                        "--tls-port", std::to_string(tls.port), "--data", options.out + ".data"},
                       options.out + ".log");
    wait_for_port(plain.port);
    const int pid = server.pid();
    const std::vector<Figure> figures{
        measure_idle("ws.idle_bytes", plain, pid, idle_bytes_goal, options.quick),
        measure_idle("ws.idle_bytes_tls", tls, pid, idle_bytes_tls_goal, options.quick),
        measure_echo(plain.port, pid, options.quick),
        measure_handshakes("ws.handshakes_per_s", plain, options.quick),
        measure_handshakes("ws.handshakes_tls_per_s", tls, options.quick)};
    write_report(options.out, figures);
    for (const Figure& figure : figures) {
        std::printf("%s: %.0f %s, baseline %.0f, ratio %.3f\n", figure.name.c_str(), figure.value,
                    figure.unit.c_str(), figure.baseline, figure.value / figure.baseline);
    }
    return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) try {
    return parley::bench::run(parley::bench::parse(argc, argv));
} catch (const std::exception& error) {
    std::fprintf(stderr, "ws_echo_bench: %s\n", error.what());
    return 1;
}
