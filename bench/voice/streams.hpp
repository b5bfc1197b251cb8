// Many parties' sound at once: each sends 20 ms of it 50 times a second from a socket of its own,
// and notes when what comes back arrives. One thread; sends are spread over the 20 ms.
#pragma once

#include <netinet/in.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace parley::bench {

struct Heard {
    double sent = 0;         // Packets.
    double heard = 0;        // Packets, of `expected`.
    double expected = 0;     // By their sequence numbers.
    double late_p99_ms = 0;  // Behind the quickest of the same stream.
    double late_worst_ms = 0;

    double loss_percent() const { return expected > 0 ? 100 * (1 - heard / expected) : 100; }
};

class Streams {
public:
    explicit Streams(std::size_t count);
    ~Streams();
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    std::size_t count() const { return streams_.size(); }
    std::uint16_t port(std::size_t at) const { return streams_[at].port; }
    void send_to(std::size_t at, std::uint16_t port) { streams_[at].to.sin_port = htons(port); }

    // Speaks, and listens; what came before is forgotten.
    Heard run(std::chrono::milliseconds duration);

private:
    struct Stream {
        int handle = -1;
        std::uint16_t port = 0;
        sockaddr_in to{};
        std::uint16_t sequence = 0;
        bool has_begun = false;
        std::uint16_t first = 0;
        std::chrono::steady_clock::time_point first_at;
        int last = 0;                       // The furthest number heard, from the first.
        std::vector<std::int32_t> offsets;  // Of arrivals, µs against 20 ms a number.
    };

    void send(Stream& stream);
    void receive(Stream& stream);

    std::vector<Stream> streams_;
    int epoll_ = -1;
};

// Sends back whatever comes to the port, until the process is ended.
[[noreturn]] void run_udp_echo(std::uint16_t port);

}  // namespace parley::bench
