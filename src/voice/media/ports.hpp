// The range of UDP ports that sound may use: even ones, each lent to one leg at a time.
//
// Taken in turn, so that a port that was given back is not used again at once: packets for the call
// before may still come. Thread: any.
#pragma once

#include <mutex>
#include <string>

#include "voice/media/udp_socket.hpp"

namespace parley::voice {

class Ports {
public:
    // REQUIRES: first <= last.
    Ports(std::string address, std::uint16_t first, std::uint16_t last);

    // A socket at the next free port. Refuses "no_port" when all are taken.
    Result<UdpSocket> take();

private:
    const std::string address_;
    const std::uint16_t first_;
    const int count_;  // Of even ports.
    std::mutex mutex_;
    int next_ = 0;
};

}  // namespace parley::voice
