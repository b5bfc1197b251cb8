// Callers over plain RTP, each bridged to an agent's browser over SRTP and recorded, through the
// whole of `parley voice`: SIP, its control, its media engine, sealed files.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "bench/voice/caller.hpp"
#include "bench/voice/control.hpp"
#include "bench/voice/streams.hpp"
#include "voice/testing/browser.hpp"

namespace parley::bench {

struct Bridged {
    std::size_t connected = 0;
    Heard callers;
    double browsers_lost_percent = 0;
    double us_per_call_tick = 0;  // Of the server, for both legs and the recording.
    std::size_t recordings = 0;   // Whole, and as long as the call was.
};

class Bridging {
public:
    // Recordings go to `folder`, which is there.
    Bridging(std::uint16_t sip_port, Control& control, pid_t server,
             const std::filesystem::path& folder)
        : sip_port_(sip_port),
          control_(control),
          server_(server),
          folder_(std::filesystem::absolute(folder)) {}

    // So many calls at once, their browsers in one codec, for so long; then they end.
    Bridged measure(std::size_t count, voice::LegFormat format, std::chrono::milliseconds duration);

private:
    struct Call {
        CallId id;
        RecordingId recording;
        std::unique_ptr<voice::testing::Browser> browser;
    };

    void take(const voice::CallArrived& arrived);
    void take(const voice::BrowserAnswered& answered);
    void take(const voice::CommandRefused& refused);
    template <class Other>
    void take(const Other&) {}
    void connect(std::size_t count);
    void tick_browsers(std::chrono::milliseconds duration);
    std::size_t end_calls(std::chrono::milliseconds duration);
    std::filesystem::path file_of(const Call& call) const;

    std::uint16_t sip_port_;
    Control& control_;
    pid_t server_;
    std::filesystem::path folder_;
    std::vector<Call> calls_;
    std::size_t arrived_ = 0;
    std::size_t answered_ = 0;
};

}  // namespace parley::bench
