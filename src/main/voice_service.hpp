// Telephone calls in a server: `parley voice` as a child process, told what to do, and its calls as
// sessions of the router.
//
//     a call arrives      → a session in the queue of the number's inbox; the caller hears music
//     its agent joins     → the agent's browser and the caller hear each other
//     the session closes  → the call is hung up
//     the caller hangs up → the session ends
//
// If the child dies it is started again half a second later; the sessions of its calls end then.
// Threads: one of its own; join() from any, publish() as the bus says.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "main/core.hpp"
#include "ports/telephone.hpp"

namespace parley {

struct VoiceOptions {
    std::string program;                // Of this very binary.
    std::string address = "127.0.0.1";  // Where SIP is listened to.
    std::uint16_t port = 5060;
    std::string recordings;                      // A folder that is there.
    std::string music;                           // WAV; may be empty.
    std::string control;                         // Path of the socket.
    std::map<std::string, std::string> inboxes;  // Called number → public key of its inbox.
};

class VoiceService final : public Telephone, public Bus {
public:
    // Nothing happens before start().
    explicit VoiceService(VoiceOptions options);
    ~VoiceService() override;

    void start(Core& core);  // It must stand until stop().
    void stop();             // Ends the child, and with it its calls.

    Task<Result<std::string>> join(SessionId session, std::string offer) override;

    void publish(std::shared_ptr<const Committed> committed) override;
    void typing(WorkspaceId, Typing) override {}
    void queue_position(WorkspaceId, QueuePosition) override {}
    void signed_out(WorkspaceId, SignInId) override {}

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley
