// How soon a place that got free is offered to the next in line, as an agent's socket sees it.
//
//   routing.offer_ms            p99, from the request that closes a session to the frame that
//                               offers the next, while 10,000 wait; beside its goal of 5 ms
//   routing.offer_p50_ms        the same, the median
//   routing.offer_most_ms       the same, the longest of all
//   routing.offer_ms.waiting_N  p99 while N and a few wait; beside the p99 with only the few: what
//                               the length costs
//
// Whoever waits keeps a line open and pings as a page does, and is told places meanwhile.
//
//     offer_bench [--quick] [--out FILE] [--parley PROGRAM]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/chat/line.hpp"
#include "bench/own_server.hpp"
#include "bench/report.hpp"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr double goal_ms = 5;
// Below what a visitor's address, and an agent, may ask in a second (docs/guide/limits.md).
constexpr auto visit_every = std::chrono::milliseconds(7);
constexpr auto turn_every = std::chrono::milliseconds(25);
constexpr Clock::duration ping_every = std::chrono::seconds(20);
constexpr int room = 20;  // Sessions the agent serves at once.
constexpr std::string_view password = "a benchmark's password";
constexpr std::string_view ping = R"({"type":"ping"})";

struct Options {
    bool quick = false;
    std::string out = "build/bench/offer.json";
    std::string parley = "build/release/src/main/parley";
};

struct Offered {
    std::string session;
    std::int64_t number = 0;
};

// One queue, its inbox, and one agent with a line.
class Centre {
public:
    explicit Centre(const Address& address)
        : address_(address), boss_(address), agent_(address), door_(address) {
        boss_.call("POST", "/setup",
                   fmt::format(R"({{"company":"Bench","locale":"en","time_zone":"UTC",)"
                               R"("name":"Boss","email":"boss@bench.example","password":"{}"}})",
                               password));
        const auto queue = boss_.call(
            "POST", "/queues",
            fmt::format(R"({{"name":"Queue","share":{},"offer_seconds":300,"waiting_max":50000,)"
                        R"("left_messages_max":50000}})",
                        100 / room));
        const auto inbox =
            boss_.call("POST", "/inboxes",
                       fmt::format(R"({{"name":"Inbox","queue_id":"{}"}})", text(queue, "id")));
        inbox_key_ = text(inbox, "public_key");
        boss_.call("POST", "/agents",
                   fmt::format(R"({{"name":"Agent","email":"agent@bench.example","password":"{}",)"
                               R"("role":"agent","capacity":100,"queue_ids":["{}"]}})",
                               password, text(queue, "id")));
        const auto me = agent_.call(
            "POST", "/sign-in",
            fmt::format(R"({{"email":"agent@bench.example","password":"{}"}})", password));
        agent_id_ = text(me.at("agent"), "id");
    }

    // The visitor's line stays open, as a page would.
    void visit() {
        const auto made = door_.call(
            "POST", "/visitors", fmt::format(R"({{"inbox_key":"{}","locale":"en"}})", inbox_key_));
        Line& line = *visitors_.emplace_back(std::make_unique<Line>(address_, std::string()));
        line.send(fmt::format(R"({{"type":"hello","protocol":1,"visitor":{{"visitor_id":"{}",)"
                              R"("secret":"{}","inbox_key":"{}"}}}})",
                              text(made, "visitor_id"), text(made, "secret"), inbox_key_));
        line.wait_for("visitor_welcome");
        line.send(R"({"type":"send","client_msg_id":"first","text":"hello"})");
        line.wait_for("ack");
        keep_lines();
    }

    // Those whose turn it is ping, and read what they were told.
    void keep_lines() {
        if (visitors_.empty()) return;
        const auto each = ping_every / visitors_.size();
        const auto due = static_cast<std::size_t>((Clock::now() - pinged_at_) / each);
        pinged_at_ += due * each;
        if (due == 0) return;
        for (std::size_t i = 0; i < std::min(due, visitors_.size()); ++i) {
            const std::size_t whose = next_ping_ < visitors_.size() ? next_ping_ : 0;
            next_ping_ = whose + 1;
            if (whose == 0 && desk_) desk_->send(ping);
            visitors_[whose]->send(ping);
            visitors_[whose]->read([](std::string_view) {});
        }
        if (desk_) desk_->read([](std::string_view) {});
    }

    void begin() {
        desk_ = std::make_unique<Line>(address_, agent_.cookie());
        desk_->send(R"({"type":"hello","protocol":1})");
        desk_->wait_for("welcome");
        desk_->send(R"({"type":"presence","presence":"ready"})");
        for (int served = 0; served < room; ++served) accept(next_offer());
    }

    // Milliseconds from closing the oldest session to the next offer.
    double turn() {
        const std::string oldest = served_.front();
        served_.pop_front();
        const auto begun = Clock::now();
        agent_.call("POST", fmt::format("/sessions/{}/close", oldest), "{}");
        const Offered offered = next_offer();
        const std::chrono::duration<double, std::milli> taken = Clock::now() - begun;
        accept(offered);
        return taken.count();
    }

private:
    static std::string text(const json::value& object, std::string_view key) {
        return std::string(object.at(key).as_string());
    }

    Offered next_offer() {
        for (;;) {
            const json::value frame = json::parse(desk_->wait_for("event"));
            const json::object& event = frame.at("event").as_object();
            if (text(frame.at("event"), "kind") != "session_offered") continue;
            const json::value& session = event.at("session");
            return {text(session, "id"), session.at("offer").at("number").as_int64()};
        }
    }

    void accept(const Offered& offered) {
        agent_.call("POST", fmt::format("/sessions/{}/accept", offered.session),
                    fmt::format(R"({{"offer":{}}})", offered.number));
        served_.push_back(offered.session);
    }

    const Address address_;
    Rest boss_;
    Rest agent_;
    Rest door_;
    std::string agent_id_;
    std::string inbox_key_;
    std::unique_ptr<Line> desk_;
    std::vector<std::unique_ptr<Line>> visitors_;
    std::size_t next_ping_ = 0;
    Clock::time_point pinged_at_ = Clock::now();
    std::deque<std::string> served_;
};

struct Quantiles {
    double p50 = 0;
    double p99 = 0;
    double most = 0;
};

void arrive(Centre& centre, int visitors) {
    for (int visitor = 0; visitor < visitors; ++visitor) {
        centre.visit();
        if (visitor % 1'000 == 999)
            fmt::print(stderr, "{} of {} have come\n", visitor + 1, visitors);
        std::this_thread::sleep_for(visit_every);
    }
}

// Each round takes one from the queue.
Quantiles measure(Centre& centre, int rounds) {
    std::vector<double> taken;
    for (int round = 0; round < rounds; ++round) {
        taken.push_back(centre.turn());
        std::this_thread::sleep_for(turn_every);
        centre.keep_lines();
    }
    std::ranges::sort(taken);
    return {taken[taken.size() / 2], taken[taken.size() * 99 / 100], taken.back()};
}

void run(const Options& options) {
    const int rounds = options.quick ? 200 : 1'000;
    const std::vector<int> sizes =
        options.quick ? std::vector{0, 500} : std::vector{0, 2'500, 5'000, 10'000};
    const fs::path folder = fs::absolute(options.out).parent_path() / "offer_bench.data";
    fs::remove_all(folder);
    std::vector<Figure> figures;
    {
        const OwnServer server(options.parley, folder, {});
        Centre centre(server.address());
        arrive(centre, rounds + room);
        centre.begin();
        Quantiles last;
        double few = 0;
        int waiting = 0;
        for (const int size : sizes) {
            // As many as there are rounds wait besides; each size begins with them.
            arrive(centre, size == 0 ? 0 : size - waiting + rounds);
            waiting = size;
            last = measure(centre, rounds);
            if (size == 0) few = last.p99;
            figures.push_back({fmt::format("routing.offer_ms.waiting_{}", size), last.p99, "ms",
                               size == 0 ? 0 : few});
        }
        figures.insert(figures.begin(), {{"routing.offer_ms", last.p99, "ms", goal_ms},
                                         {"routing.offer_p50_ms", last.p50, "ms", 0},
                                         {"routing.offer_most_ms", last.most, "ms", 0}});
    }
    fs::remove_all(folder);
    write_report(options.out, figures);
    for (const Figure& figure : figures)
        fmt::print("{}: {:.3g} {}\n", figure.name, figure.value, figure.unit);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    CLI::App app("From a place that got free to the next offer, with thousands waiting");
    parley::bench::Options options;
    app.add_flag("--quick", options.quick, "Few wait; the figures are rough");
    app.add_option("--out", options.out, "Where the figures go");
    app.add_option("--parley", options.parley, "The program that is started and measured");
    CLI11_PARSE(app, argc, argv);
    try {
        parley::bench::run(options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "offer_bench: {}\n", error.what());
        return 1;
    }
}
