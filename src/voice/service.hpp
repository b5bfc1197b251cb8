// Telephone calls of one machine: signalling, sound and recordings, told what to do by a control
// (app/calls/words.hpp) and telling it what happens.
//
// Without a control every call is taken at once, hears music and is recorded: for benches.
//
// Threads: everything here happens on the thread of the SIP stack, but what is posted to workers,
// and say(). Bounds: those of calls.hpp, and the ports. Start with: obey() in obey.cpp for what is
// told to it, dialogues.cpp for what comes by SIP, legs.cpp for what both lead to.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "app/calls/words.hpp"
#include "base/periodic.hpp"
#include "base/random.hpp"
#include "voice/calls.hpp"
#include "voice/control/line_socket.hpp"
#include "voice/media/ports.hpp"
#include "voice/media/recorder.hpp"
#include "voice/media/sounds.hpp"
#include "voice/media/worker.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

struct ServiceOptions {
    SipOptions sip;
    std::uint16_t first_port = 20'000;
    std::uint16_t last_port = 29'999;
    int workers = 2;
    Duration silence_max = 30s;  // Of a leg's line, which then is taken for dead.
    std::size_t calls_max = Calls::calls_max;
    std::size_t legs_max = Calls::legs_max;
    std::filesystem::path recordings;  // Without a control. A folder; empty: nothing is recorded.
    std::string control;               // Path of the socket; empty: every call is taken.
    Sound music;                       // May be null.
};

class Service final : public SipListener {
public:
    static constexpr Duration figures_every = 5s;

    static constexpr Duration control_patience = 30s;
    static constexpr std::int64_t dial_seconds_max = 600;

    // `control_lost` is called once, on a thread of ours, when the control went, or none came for
    // `control_patience`: nobody can say what is to become of the calls.
    // Throws std::runtime_error where it cannot listen.
    Service(
        ServiceOptions options, const Clock& clock, Rng& rng,
        std::function<void()> control_lost = [] {});
    // Hangs up all calls, tells so, and waits until recordings are whole.
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
    // What came of a command: nothing, or the reason it was refused for.
    void heard(std::string_view line);
    Result<> obey(const SetTrunk& command);
    Result<> obey(const ForgetTrunk& command);
    Result<> obey(const SetPhone& command);
    Result<> obey(const ForgetPhone& command);
    Result<> obey(const Configured& command);
    Result<> obey(const OpenCall& command);
    Result<> obey(const AnswerCall& command);
    Result<> obey(const RefuseCall& command);
    Result<> obey(const EndCall& command);
    Result<> obey(const DialTrunk& command);
    Result<> obey(const DialPhone& command);
    Result<> obey(const JoinBrowser& command);
    Result<> obey(const LeaveCall& command);
    Result<> obey(const MoveParty& command);
    Result<> obey(const SetHearing& command);
    Result<> obey(const PlaySound& command);
    Result<> obey(const StopSound& command);
    Result<> obey(const PressKeys& command);
    Result<> obey(const StartRecording& command);
    Result<> obey(const PauseRecording& command);
    Result<> obey(const StopRecording& command);
    Result<> obey(const AnswerTransfer& command);
    void say(const Event& event);

    // dialogues.cpp
    Result<> arrived(const Arrival& arrival);
    Result<> replaced(const CallLeg& before, const Arrival& arrival);
    Result<CallLeg> leg_of(const Arrival& arrival);
    Result<> dial(CallId call, std::int64_t place, Dialling dialling, std::int64_t seconds_max);
    void redial(CallLeg& leg);
    void answer(CallLeg& leg);
    void answer_alone(CallLeg& leg);
    Result<LegTerms> line_terms(TrunkId trunk, bool is_v6);
    std::string offer_of(CallLeg& leg);
    std::string answer_of(CallLeg& leg, const AudioOffer& offer);
    const std::string& sound_address() const;

    // legs.cpp
    Result<CallEntry*> open(CallId call);
    Result<CallLeg*> join(CallId call, std::size_t place, CallLeg leg);
    // That holds from now on.
    void agree(CallLeg& leg, const AudioTerms& terms);
    void seat(const CallLeg& leg, std::function<std::unique_ptr<Party>(BrowserPort&)> make);
    void joined(CallLeg& leg);
    void leave(LegKey leg, LegCause cause, int status = 0);  // By whomever; a call may end of it.
    void drop(LegKey leg, LegCause cause, int status = 0);   // A call does not.
    void move(CallLeg& leg, CallId to, std::size_t to_place);
    void settle(LegKey leg, const std::shared_ptr<Seat>& seat);
    void end_if_over(CallId call);
    void end(CallId call);
    bool close(CallId call);
    void part(const CallLeg& leg, int status);  // Of its dialogue, by us.
    void saw(LegKey leg, Sign sign);
    AudioStream::OnKey on_key(LegKey leg);

    Worker& worker_of(CallId call);
    void post(CallId call, std::function<void(Bridge&, BrowserPort&)> work);
    void with_party(const CallLeg& leg, std::function<void(Party&)> work);
    void tell_figures();
    std::uint32_t draw();
    std::string draw_word(std::size_t letters);

    const ServiceOptions options_;
    const Clock& clock_;
    Rng& rng_;
    const std::function<void()> control_lost_;
    DtlsIdentity identity_;
    Ports ports_;
    std::optional<Ports> second_ports_;  // Of sip.second_address.
    std::unique_ptr<Recorder> recorder_ = std::make_unique<Recorder>();
    std::atomic<int> recordings_{0};  // Not whole yet.
    Sounds sounds_;
    std::vector<std::unique_ptr<Worker>> workers_;
    Calls calls_;
    std::unordered_set<DialogueKey> parting_;  // We left them; their end is not told yet.
    struct TrunkWishes {
        AudioWishes audio;
        bool is_v6 = false;
    };
    std::unordered_map<TrunkId, TrunkWishes> wishes_;
    bool is_closing_ = false;
    std::unique_ptr<SipStack> sip_;
    std::unique_ptr<LineSocket> control_;
    std::unique_ptr<Periodic> timer_;
};

}  // namespace parley::voice
