// A thread that mixes calls, every 20 ms all of its own.
//
// What others want done is posted and done between two ticks; the worker tells what happens by the
// functions it was given, on its thread. Ticks that were missed are made up for, since senders do
// not wait; how late the worst was is told. Threads: post() and figures() from any.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "voice/browser/browser_port.hpp"
#include "voice/media/bridge.hpp"

namespace parley::voice {

using BridgeKey = std::uint64_t;

class Worker {
public:
    using Bridges = std::unordered_map<BridgeKey, Bridge>;
    using Work = std::function<void(Bridges&, BrowserPort&)>;

    struct Figures {
        std::uint64_t ticks = 0;
        std::uint64_t missed = 0;           // Ticks that came together with another.
        std::chrono::microseconds busy{0};  // Of all ticks.
        std::chrono::microseconds worst_lateness{0};
        std::size_t bridges = 0;
    };

    // `browsers`: where its browsers send to. The identity and the clock outlive it.
    Worker(const Clock& clock, UdpSocket browsers, DtlsIdentity& identity);
    ~Worker();

    void stop();  // Nothing happens any more; what is posted is let go.
    void post(Work work);
    Figures figures() const;
    // The worst since it was asked for last.
    std::chrono::microseconds take_lateness();
    std::uint16_t browser_port() const { return browsers_.port(); }

private:
    void run();
    void do_posted();
    std::uint64_t wait_for_tick();  // How many are due.

    const Clock& clock_;
    int timer_ = -1;
    BrowserPort browsers_;
    Bridges bridges_;
    std::mutex mutex_;
    std::vector<Work> posted_;
    std::atomic<bool> stop_{false};
    std::atomic<std::uint64_t> ticks_{0};
    std::atomic<std::uint64_t> missed_{0};
    std::atomic<std::int64_t> busy_us_{0};
    std::atomic<std::int64_t> worst_us_{0};
    std::atomic<std::int64_t> late_us_{0};  // Since it was asked for.
    std::atomic<std::size_t> bridge_count_{0};
    std::thread thread_;
};

}  // namespace parley::voice
