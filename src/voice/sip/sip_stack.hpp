// SIP: who calls, who answers, who hangs up. Sound is none of its business, SDP passes through as
// text.
//
// Behind it stands sofia-sip (docs/adr/0023): transactions, retransmissions, dialogues, 100rel,
// session timers. Everything of it lives on one thread, on which the listener is told; what others
// want done is handed to that thread and done soon.
//
// Threads:   all commands from any. A command for a call that has ended meanwhile does nothing.
// Start with: the Listener.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace parley::voice {

// One dialogue, as long as this process lives.
enum class DialogueKey : std::uint64_t {};

struct Arrival {
    DialogueKey dialogue{};
    std::string caller;  // The user part of who calls, as they say; may be empty.
    std::string called;  // Of whom is called: a number of ours.
    std::string offer;   // SDP; empty: they want ours.
    std::string call_id;
};

struct SipOptions {
    std::string address = "127.0.0.1";  // Where to listen, numeric.
    std::uint16_t port = 5060;          // UDP and TCP.
};

class SipListener {
public:
    virtual ~SipListener() = default;
    // Somebody calls. Answer by ring, accept or refuse.
    virtual void invited(const Arrival& arrival) = 0;
    // Within a call that stands: another offer, to be answered by accept or refuse.
    virtual void offered_again(DialogueKey dialogue, const std::string& offer) = 0;
    // They have our answer.
    virtual void confirmed(DialogueKey dialogue) = 0;
    // It is over, whoever ended it. Told once, and nothing of it afterwards.
    virtual void ended(DialogueKey dialogue, const std::string& cause) = 0;
};

class SipStack {
public:
    // Throws std::runtime_error where the port cannot be had. `listener` outlives it.
    SipStack(const SipOptions& options, SipListener& listener);
    // Hangs up what stands, and waits for the answers, 5 s at most.
    ~SipStack();

    void ring(DialogueKey dialogue);
    void accept(DialogueKey dialogue, std::string sdp);
    void refuse(DialogueKey dialogue, int status);  // 400 … 699.
    void hang_up(DialogueKey dialogue);

    // Does something on the thread the listener is told on.
    void run(std::function<void()> work);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
