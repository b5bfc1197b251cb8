// Answers calls: signalling, sound and recordings of one machine.
//
// So far every call is taken at once, hears music, and is recorded; who talks to whom comes with
// the router. Threads: run by its own; made and destroyed by one.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "voice/media/ports.hpp"
#include "voice/media/recorder.hpp"
#include "voice/media/worker.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

struct ServiceOptions {
    SipOptions sip;
    std::string public_address;  // Where others send sound to; empty: sip.address.
    std::uint16_t first_port = 20'000;
    std::uint16_t last_port = 29'999;
    int workers = 2;
    std::filesystem::path recordings;  // A folder; empty: nothing is recorded.
    Sound music;
};

class Service final : public SipListener {
public:
    // Throws std::runtime_error where it cannot listen.
    Service(ServiceOptions options, const Clock& clock, Rng& rng);
    ~Service() override;

    void invited(const Invitation& invitation) override;
    void offered_again(DialogueKey dialogue, const std::string& offer) override;
    void confirmed(DialogueKey dialogue) override;
    void ended(DialogueKey dialogue, const std::string& cause) override;

    std::vector<Worker::Figures> figures() const;

private:
    struct Call {
        std::uint16_t port = 0;
        std::uint64_t answers = 0;  // Version of our SDP.
    };

    static BridgeKey bridge_of(DialogueKey dialogue) { return static_cast<BridgeKey>(dialogue); }
    Worker& worker_of(DialogueKey dialogue) {
        return *workers_[bridge_of(dialogue) % workers_.size()];
    }
    std::unique_ptr<Recording> begin_recording(const Invitation& invitation);
    std::uint32_t draw();

    const ServiceOptions options_;
    Rng& rng_;
    Ports ports_;
    Recorder recorder_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::unordered_map<std::uint64_t, Call> calls_;  // By dialogue; of the SIP thread.
    std::unique_ptr<SipStack> sip_;
};

}  // namespace parley::voice
