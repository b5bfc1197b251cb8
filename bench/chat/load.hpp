// The load: visitors write at a fixed rate, whether or not the server keeps up (open loop), and
// each message's delay counts from the moment it should have been sent.
//
// One thread serves all lines; what it costs is reported, so that a figure limited by the client
// shows as such.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/chat/stage.hpp"

namespace parley::bench {

struct Step {
    double per_second = 0;
    double seconds = 0;
};

// Delays in milliseconds.
struct Delays {
    double p50 = 0;
    double p90 = 0;
    double p99 = 0;
    double max = 0;
};

struct StepResult {
    Step step;
    std::size_t sent = 0;
    std::size_t refused = 0;        // Answered by an error frame.
    double acked_per_second = 0;    // Within the step.
    std::size_t backlog = 0;        // Sent and not answered when the step ended.
    Delays acknowledged;            // Intended time → acknowledgement at the visitor.
    Delays delivered;               // Intended time → the first agent has it.
    double late_p99 = 0;            // Intended time → really sent: the client's own delay.
    double client_cpu_share = 0;    // Of one core.
    double server_cpu_seconds = 0;  // 0: not our child.
};

// Acknowledgements keep up: none refused, and what is under way at the end is no more than
// 100 ms of arrivals.
bool keeps_up(const StepResult& result);

class Load {
public:
    // `servers` are its processes, none where unknown. `agents_per_inbox` 0: not checked.
    Load(Stage stage, int agents_per_inbox, std::vector<pid_t> servers);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    // Runs the step and waits until everything sent is answered. Throws std::runtime_error where
    // an acknowledgement or a delivery is missing or doubled.
    StepResult run(const Step& step);

private:
    struct Sent {
        std::int64_t intended_ns = 0;
        std::int64_t sent_ns = 0;
        std::int64_t acked_ns = 0;
        std::int64_t delivered_ns = 0;
        int deliveries = 0;
        bool refused = false;
    };

    void send_due(std::int64_t now);
    void receive(std::int64_t until);
    void on_visitor_text(std::string_view text);
    void on_agent_text(std::string_view text);
    Sent* sent_of(std::string_view text);
    void keep_alive(std::int64_t now);
    bool is_settled() const;
    void check_all() const;
    StepResult result_of(const Step& step) const;

    Stage stage_;
    const std::size_t deliveries_each_;
    const std::vector<pid_t> servers_;
    int epoll_;
    std::vector<Sent> messages_;  // Of the running step.
    std::size_t next_ = 0;
    std::size_t answered_ = 0;
    std::size_t delivered_ = 0;
    std::uint64_t first_id_ = 0;
    std::int64_t pinged_ns_ = 0;
};

}  // namespace parley::bench
