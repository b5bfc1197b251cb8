// A carrier's signalling, as little of SIP as calls need: INVITE, ACK and BYE over UDP, from one
// socket.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::bench {

struct Placed {
    std::uint16_t sound_port = 0;  // Where its sound is to be sent; 0: it was not answered.
    double answer_ms = 0;
    std::string to;  // With the tag of the answer.
};

class Caller {
public:
    explicit Caller(std::uint16_t server_port);
    ~Caller();
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    // One call for each port of ours for sound, at `rate` a second. Returns when all are answered,
    // or 5 s after the last was placed.
    std::vector<Placed> place(const std::vector<std::uint16_t>& sound_ports, double rate);
    void hang_up(const std::vector<Placed>& calls);

private:
    std::string request(const char* method, std::size_t call, int number,
                        const std::string& to) const;
    void send(const std::string& text) const;
    void read_answers(std::vector<Placed>& calls, const std::vector<double>& placed_at);

    int socket_ = -1;
    std::uint16_t server_port_;
    std::uint16_t port_ = 0;
    int run_ = 0;  // Of place(): names its calls.
    std::size_t answered_ = 0;
};

}  // namespace parley::bench
