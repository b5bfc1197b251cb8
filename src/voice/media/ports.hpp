// The range of UDP ports that sound may use: even ones, each lent to one leg at a time.
//
// Taken in turn, so that a port that was given back is not used again at once: packets for the call
// before may still come. Thread: any.
#pragma once

#include <memory>
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
    // Sockets that were taken and are open.
    std::size_t taken() const { return static_cast<std::size_t>(taken_.use_count() - 1); }

private:
    const std::string address_;
    const std::uint16_t first_;
    const int count_;  // Of even ports.
    std::mutex mutex_;
    int next_ = 0;
    const std::shared_ptr<const char> taken_ = std::make_shared<const char>();  // By each socket.
};

}  // namespace parley::voice
