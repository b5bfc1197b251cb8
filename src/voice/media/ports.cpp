#include "voice/media/ports.hpp"

#include <utility>

#include "base/assert.hpp"

namespace parley::voice {

Ports::Ports(std::string address, std::uint16_t first, std::uint16_t last)
    : address_(std::move(address)),
      first_(static_cast<std::uint16_t>(first + first % 2)),
      count_((last - first_) / 2 + 1) {
    PARLEY_ASSERT(first <= last);
}

Result<UdpSocket> Ports::take() {
    const std::scoped_lock lock(mutex_);
    for (int tried = 0; tried < count_; ++tried) {
        const int at = next_++ % count_;
        auto socket = UdpSocket::bind(address_, static_cast<std::uint16_t>(first_ + 2 * at));
        if (!socket) continue;
        socket->hold(taken_);
        return socket;
    }
    return refuse(Code::over_limit, "no_port");
}

}  // namespace parley::voice
