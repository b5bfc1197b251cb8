// TLS connections that are over: sofia 1.12.11 closes their sockets and never frees what OpenSSL
// has of them, some 50 KB each, so that whoever connects again and again would take all memory.
// Those whose socket is gone are freed here, and those that do not come to an agreement in time are
// closed.
//
// Threads: it knows what is made on the thread that made it, and belongs to that.
#pragma once

#include <sys/types.h>

#include <memory>
#include <vector>

#include "base/time.hpp"

namespace parley::voice {

class TlsReaper {
public:
    static constexpr Duration handshake_max = 10s;

    TlsReaper();
    // REQUIRES: no socket of theirs is open any more, and on_tick() was called once more before the
    // agents that had them went.
    ~TlsReaper();
    TlsReaper(const TlsReaper&) = delete;
    TlsReaper& operator=(const TlsReaper&) = delete;

    void on_tick(Instant now);
    std::size_t connections() const;

    struct Connection;

private:
    std::vector<Connection> connections_;
};

}  // namespace parley::voice
