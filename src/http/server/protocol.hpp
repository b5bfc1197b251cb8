// What speaks over a connection: HTTP first, WebSocket after an upgrade.
#pragma once

#include <span>

namespace parley::http {

// All calls come from the connection, on its thread, and never from inside a call to it.
class Protocol {
public:
    virtual ~Protocol() = default;

    // `bytes` lie in the thread's shared buffer: they may be changed, and are gone after the call.
    virtual void on_bytes(std::span<char> bytes) = 0;
    virtual void on_end() = 0;       // The peer will send no more.
    virtual void on_drained() = 0;   // All that was queued has been handed to the system.
    virtual void on_deadline() = 0;  // The time set last has come.
    virtual void on_drain() = 0;     // The server stops: come to an end soon.
    virtual void on_lost() = 0;      // The last call: the connection is gone.
};

}  // namespace parley::http
