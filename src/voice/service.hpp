// Telephone calls of one machine: signalling, sound and recordings, told what to do by a control
// (control/words.hpp) and telling it what happens.
//
// Without a control every call is taken at once, hears music and is recorded.
//
// Threads: everything here happens on the thread of the SIP stack, but what is posted to workers,
// and say(). Start with: obey().
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "voice/control/line_socket.hpp"
#include "voice/control/words.hpp"
#include "voice/media/ports.hpp"
#include "voice/media/recorder.hpp"
#include "voice/media/worker.hpp"
#include "voice/sip/sdp.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

struct ServiceOptions {
    SipOptions sip;
    std::string public_address;  // Where others send sound to; empty: sip.address.
    std::uint16_t first_port = 20'000;
    std::uint16_t last_port = 29'999;
    int workers = 2;
    Duration silence_max = 30s;        // Of a caller's line, which then is taken for dead.
    std::filesystem::path recordings;  // A folder; empty: nothing is recorded.
    std::string control;               // Path of the socket; empty: every call is taken.
    Sound music;
};

class Service final : public SipListener {
public:
    // Throws std::runtime_error where it cannot listen.
    Service(ServiceOptions options, const Clock& clock, Rng& rng);
    ~Service() override;

    void invited(const Arrival& arrival) override;
    void offered_again(DialogueKey dialogue, const std::string& offer) override;
    void confirmed(DialogueKey dialogue) override;
    void ringing(DialogueKey dialogue, const std::string& sdp) override;
    void answered(DialogueKey dialogue, const std::string& sdp) override;
    void key_pressed(DialogueKey dialogue, char key) override;
    void referred(DialogueKey dialogue, const std::string& target,
                  std::optional<DialogueKey> replaces) override;
    void ended(DialogueKey dialogue, const Ending& ending) override;
    void trunk_changed(TrunkId trunk, TrunkState state, const std::string& reason) override;
    void phone_changed(PhoneId phone, bool registered, const std::string& address,
                       const std::string& user_agent) override;
    void banned(const std::string& address, const std::string& reason, Duration length) override;

    std::vector<Worker::Figures> figures() const;

private:
    struct Call {
        AudioOffer offer;
        std::uint16_t port = 0;     // 0: not answered yet.
        std::uint64_t answers = 0;  // Version of our SDP.
        std::string recording;      // The file's name.
    };
    using Calls = std::unordered_map<std::uint64_t, Call>;

    // What came of a command: nothing, or the reason it was refused for.
    Result<> obey(const AnswerCall& command);
    Result<> obey(const RefuseCall& command);
    Result<> obey(const EndCall& command);
    Result<> obey(const JoinBrowser& command);
    Result<> obey(const LeaveCall& command);
    Result<> obey(const SetHearing& command);
    Result<> obey(const PauseRecording& command);
    void heard(std::string_view line);
    void say(const Event& event);

    Result<> answer(std::uint64_t key, Call& call);
    Worker& worker_of(std::uint64_t key) { return *workers_[key % workers_.size()]; }
    void post(std::uint64_t key, std::function<void(Bridge&, BrowserPort&)> work);
    const std::string& sound_address() const;
    std::uint32_t draw();
    std::string draw_word(std::size_t letters);

    const ServiceOptions options_;
    Rng& rng_;
    DtlsIdentity identity_;
    Ports ports_;
    Recorder recorder_;
    std::vector<std::unique_ptr<Worker>> workers_;
    Calls calls_;  // By dialogue.
    std::unique_ptr<SipStack> sip_;
    std::unique_ptr<LineSocket> control_;
};

}  // namespace parley::voice
