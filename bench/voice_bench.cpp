// What calls cost: so many at once, each hears music and is recorded, against a plain UDP echo of
// as many streams in the same run.
//
//   voice.recorded_calls      at once without loss beyond the echo's; ratio to its goal
//   voice.loss_percent        of what parties should hear; ratio to the echo's
//   voice.late_p99            behind the quickest packet of the same stream; ratio to the echo's
//   voice.us_per_leg_tick     processor time of the server for one party's 20 ms
//   voice.bridged_calls       each bridged to an agent's browser over SRTP, and sealed to a file,
//                             without loss; ratio to its goal
//   voice.*_browser_legs_per_core  what a bridged call costs beyond a recorded one, of a core
//   voice.invites_per_s       sustained, all answered; ratio to its goal
//   voice.lost_sound.ours_*   how far speech over a bad line lies from what was said; ratio to
//                             silence for what is missing
//
// Server, echo and callers are processes of their own.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "bench/report.hpp"
#include "bench/voice/bridged.hpp"
#include "bench/voice/caller.hpp"
#include "bench/voice/control.hpp"
#include "bench/voice/streams.hpp"
#include "bench/ws/process.hpp"
#include "sound/wav.hpp"
#include "voice/media/tone.hpp"
#include "voice/testing/lossy_line.hpp"

namespace parley::bench {
namespace {

constexpr double calls_goal = 1'000;
constexpr double invites_goal = 300;
constexpr std::size_t bridged_goal = 300;
constexpr double loss_allowed = 0.1;  // Percent more than the echo's.
constexpr std::chrono::milliseconds talk{15'000};
constexpr std::chrono::milliseconds talk_quick{3'000};

struct Options {
    bool quick = false;
    std::size_t calls = 0;  // Of this size alone; 0: of all that are usual.
    std::string out = "build/bench/voice.json";
    std::string parley = "build/release/src/main/parley";
    std::string first_port = "20000";  // Of the server's for sound.
    std::string last_port = "29999";
};

Options parse(int argc, char** argv) {
    Options options;
    for (int at = 1; at < argc; ++at) {
        const std::string word = argv[at];
        const bool has_value = at + 1 < argc;
        if (word == "--quick") options.quick = true;
        if (word == "--calls" && has_value)
            options.calls = static_cast<std::size_t>(std::atol(argv[++at]));
        if (word == "--out" && has_value) options.out = argv[++at];
        if (word == "--parley" && has_value) options.parley = argv[++at];
        if (word == "--first-port" && has_value) options.first_port = argv[++at];
        if (word == "--last-port" && has_value) options.last_port = argv[++at];
    }
    return options;
}

std::vector<std::size_t> sizes_of(const Options& options, std::vector<std::size_t> quick,
                                  std::vector<std::size_t> usual) {
    if (options.calls > 0) return {options.calls};
    return options.quick ? quick : usual;
}

// A minute of one tone, for all of them.
void write_music(const std::string& file) {
    constexpr int rate = 8'000;
    constexpr int seconds = 60;
    const auto header = sound::wav_header(rate, 1, 2 * rate * seconds);
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(header.data()),
              static_cast<std::streamsize>(header.size()));
    voice::Tone tone(440, 0, 8'000);
    voice::Frame frame{};
    for (int count = 0; count < seconds * 50; ++count) {
        tone.next(frame);
        out.write(reinterpret_cast<const char*>(frame.data()), sizeof frame);
    }
}

Heard echoed(std::size_t count, std::chrono::milliseconds duration) {
    const std::uint16_t port = free_port();
    const Child echo([port] { run_udp_echo(port); });
    Streams streams(count);
    for (std::size_t at = 0; at < count; ++at) streams.send_to(at, port);
    streams.run(std::chrono::milliseconds(500));  // It may not listen yet.
    return streams.run(duration);
}

struct Measured {
    Heard heard;
    double us_per_leg_tick = 0;
    std::size_t answered = 0;
    double answer_p99_ms = 0;
};

Measured measure(std::uint16_t port, pid_t server, std::size_t count,
                 std::chrono::milliseconds duration) {
    Streams streams(count);
    std::vector<std::uint16_t> ports;
    for (std::size_t at = 0; at < count; ++at) ports.push_back(streams.port(at));
    Caller caller(port);
    const auto calls = caller.place(ports, invites_goal);
    Measured measured;
    std::vector<double> delays;
    for (std::size_t at = 0; at < count; ++at) {
        if (calls[at].sound_port == 0) continue;
        streams.send_to(at, calls[at].sound_port);
        delays.push_back(calls[at].answer_ms);
    }
    std::ranges::sort(delays);
    measured.answered = delays.size();
    if (!delays.empty()) measured.answer_p99_ms = delays[delays.size() * 99 / 100];
    streams.run(std::chrono::milliseconds(1'000));
    const double before = cpu_seconds(server);
    measured.heard = streams.run(duration);
    const double legs = static_cast<double>(count) * static_cast<double>(duration.count()) / 20;
    measured.us_per_leg_tick = (cpu_seconds(server) - before) * 1e6 / legs;
    caller.hang_up(calls);
    return measured;
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder),
                                                  std::filesystem::directory_iterator{}));
}

void print(std::size_t count, const Measured& ours, const Heard& echo) {
    std::printf(
        "  %5zu calls: answered %zu, p99 %.1f ms; lost %.3f %% (echo %.3f); late p99 %.2f, worst"
        " %.2f ms (echo %.2f, %.2f); %.2f us a leg and tick\n",
        count, ours.answered, ours.answer_p99_ms, ours.heard.loss_percent(), echo.loss_percent(),
        ours.heard.late_p99_ms, ours.heard.late_worst_ms, echo.late_p99_ms, echo.late_worst_ms,
        ours.us_per_leg_tick);
    std::fflush(stdout);
}

// `parley voice` of a home of its own; what it should do besides is in `more`.
class Server {
public:
    Server(const Options& options, const std::filesystem::path& home,
           const std::vector<std::string>& more)
        : port(free_port()), child_(command(options, more), (home / "log").string()) {}

    const std::uint16_t port;
    pid_t pid() const { return child_.pid(); }

private:
    std::vector<std::string> command(const Options& options, const std::vector<std::string>& more) {
        std::vector<std::string> words = {
            options.parley,       "voice",        "--open",           "--port",
            std::to_string(port), "--first-port", options.first_port, "--last-port",
            options.last_port};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    Child child_;
};

std::filesystem::path fresh(const std::filesystem::path& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

// Each hears music and is recorded.
void run_recorded(const Options& options, const std::filesystem::path& home,
                  std::vector<Figure>& figures) {
    const std::string music = (home / "music.wav").string();
    write_music(music);
    const auto recordings = fresh(home / "recordings");
    const Server server(options, home, {"--recordings", recordings.string(), "--music", music});
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const auto duration = options.quick ? talk_quick : talk;
    const auto sizes = sizes_of(options, {10, 200}, {10, 100, 300, 1'000, 1'500});
    double most = 0;
    std::size_t called = 0;
    Measured at_goal;
    Heard echo_at_goal;
    for (const std::size_t count : sizes) {
        const Heard echo = echoed(count, duration);
        const Measured ours = measure(server.port, server.pid(), count, duration);
        called += ours.answered;
        print(count, ours, echo);
        const bool is_good = ours.answered == count &&
                             ours.heard.loss_percent() <= echo.loss_percent() + loss_allowed;
        if (is_good) most = static_cast<double>(count);
        figures.push_back(
            {fmt::format("voice.us_per_leg_tick_at_{}", count), ours.us_per_leg_tick, "us", 0});
        if (static_cast<double>(count) <= calls_goal) {
            at_goal = ours;
            echo_at_goal = echo;
        }
    }
    std::this_thread::sleep_for(std::chrono::seconds(2));
    figures.push_back({"voice.recorded_calls", most, "calls", calls_goal});
    figures.push_back(
        {"voice.loss_percent", at_goal.heard.loss_percent(), "%", echo_at_goal.loss_percent()});
    figures.push_back(
        {"voice.late_p99", at_goal.heard.late_p99_ms, "ms", echo_at_goal.late_p99_ms});
    figures.push_back({"voice.recordings", static_cast<double>(files_in(recordings)), "files",
                       static_cast<double>(called)});
}

// Calls that are answered and end at once, at a rate that rises while all are.
void run_invites(const Options& options, const std::filesystem::path& home,
                 std::vector<Figure>& figures) {
    constexpr double patience_ms = 1'000;
    const Server server(options, home, {});
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double seconds = options.quick ? 1 : 5;
    double most = 0;
    for (const double rate : {invites_goal, 500.0, 700.0, 900.0}) {
        Caller caller(server.port);
        const auto count = static_cast<std::size_t>(rate * seconds);
        const auto calls = caller.place(std::vector<std::uint16_t>(count, 9), rate);
        std::vector<double> delays;
        for (const Placed& call : calls)
            if (call.sound_port != 0) delays.push_back(call.answer_ms);
        caller.hang_up(calls);
        if (delays.empty()) break;
        std::ranges::sort(delays);
        const double p99 = delays[delays.size() * 99 / 100];
        std::printf("  %4.0f calls a second: answered %zu of %zu, p99 %.1f ms\n", rate,
                    delays.size(), count, p99);
        std::fflush(stdout);
        if (rate == invites_goal) figures.push_back({"voice.answer_p99", p99, "ms", 0});
        if (delays.size() < count || p99 > patience_ms) break;
        most = rate;
    }
    figures.push_back({"voice.invites_per_s", most, "1/s", invites_goal});
}

// What a browser's leg costs in a codec, and so how many a core carries.
void add_legs(const char* codec, const Bridged& bridged, double us_per_caller,
              std::vector<Figure>& figures) {
    constexpr double us_a_tick = 20'000;
    const double us = std::max(0.1, bridged.us_per_call_tick - us_per_caller);
    figures.push_back({fmt::format("voice.us_per_{}_browser_tick", codec), us, "us", 0});
    figures.push_back(
        {fmt::format("voice.{}_browser_legs_per_core", codec), us_a_tick / us, "legs", 0});
}

void run_bridged(const Options& options, const std::filesystem::path& home, double us_per_caller,
                 std::vector<Figure>& figures) {
    const auto recordings = fresh(home / "sealed");
    const std::string socket = (home / "control").string();
    const Server server(options, home, {"--control", socket});
    Control control(socket);
    control.say(voice::Configured{});
    Bridging bridging(server.port, control, server.pid(), recordings);
    const auto duration = options.quick ? talk_quick : talk;
    const auto sizes = sizes_of(options, {10, 100}, {10, 100, bridged_goal, 600});
    const voice::LegFormat pcmu{VoiceCodec::pcmu, 0, 126, 8'000};
    const voice::LegFormat opus{VoiceCodec::opus, 111, 110, 48'000};
    auto measured = [&](std::size_t count, const voice::LegFormat& format) {
        const Bridged bridged = bridging.measure(count, format, duration);
        std::printf(
            "  %5zu bridged: %zu connected; callers lost %.3f %%, browsers %.3f %%; late p99 %.2f,"
            " worst %.2f ms; %.2f us a call and tick; %zu recordings\n",
            count, bridged.connected, bridged.callers.loss_percent(), bridged.browsers_lost_percent,
            bridged.callers.late_p99_ms, bridged.callers.late_worst_ms, bridged.us_per_call_tick,
            bridged.recordings);
        std::fflush(stdout);
        return bridged;
    };
    const std::size_t compared = options.calls > 0 ? options.calls : 100;
    double most = 0;
    for (const std::size_t count : sizes) {
        const Bridged bridged = measured(count, pcmu);
        const bool is_good = bridged.connected == count && bridged.recordings == count &&
                             bridged.callers.loss_percent() <= loss_allowed &&
                             bridged.browsers_lost_percent <= loss_allowed;
        if (is_good) most = static_cast<double>(count);
        figures.push_back({fmt::format("voice.us_per_bridged_call_tick_at_{}", count),
                           bridged.us_per_call_tick, "us", 0});
        if (count == compared) add_legs("pcmu", bridged, us_per_caller, figures);
    }
    figures.push_back({"voice.bridged_calls", most, "calls", bridged_goal});
    add_legs("opus", measured(compared, opus), us_per_caller, figures);
}

// What is heard of speech over a line that loses packets, beyond what its codec costs: by us, by
// the last frame once more, and by silence.
void add_scores(std::vector<Figure>& figures) {
    for (const int percent : {1, 2, 3, 5, 7, 10}) {
        const auto scores =
            voice::testing::scores_of({percent / 100.0, 80, 1}, VoiceCodec::pcma, 4);
        auto add = [&](const char* way, double score) {
            figures.push_back({fmt::format("voice.lost_sound.{}_at_{}", way, percent),
                               score - scores.ideal, "dB", scores.silence - scores.ideal});
        };
        add("ours", scores.ours);
        add("repetition", scores.repetition);
        add("silence", scores.silence);
    }
}

void run(const Options& options) {
    raise_file_limit();
    const auto home = fresh("build/bench/voice_bench.data");
    std::vector<Figure> figures;
    run_recorded(options, home, figures);
    const std::size_t compared = options.calls > 0 ? options.calls : options.quick ? 200 : 100;
    double us_per_caller = 0;
    for (const Figure& figure : figures)
        if (figure.name == fmt::format("voice.us_per_leg_tick_at_{}", compared))
            us_per_caller = figure.value;
    run_bridged(options, home, us_per_caller, figures);
    run_invites(options, home, figures);
    add_scores(figures);
    write_report(options.out, figures);
    for (const Figure& figure : figures)
        std::printf("%s: %.4g %s\n", figure.name.c_str(), figure.value, figure.unit.c_str());
    std::filesystem::remove_all(home);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) try {
    parley::bench::run(parley::bench::parse(argc, argv));
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "voice_bench: %s\n", error.what());
    return 1;
}
