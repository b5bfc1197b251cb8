// Telephone calls in a server: `parley voice` as a child process, directed by what the calls' rows
// say, commit by commit (app/calls/direction.hpp), and what it tells of them decided on the floor.
//
// If the child dies it is started again half a second later; its calls have ended then.
// Threads: one of its own; Telephone's functions from any, publish() as the bus says.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/calls/telephone.hpp"
#include "base/metrics.hpp"
#include "base/seal.hpp"
#include "main/core.hpp"

namespace parley {

struct VoiceOptions {
    std::vector<std::string> words;  // Of the child's command, the program first.
    std::string control;             // Path of its socket.
    std::string home;                // What this machine's calls are kept under.
    std::string server;              // host:port where phones register.
    std::string recordings;          // A folder that is there.
};

class VoiceService final : public Telephone, public Bus {
public:
    // Nothing happens before start(). `seal` and `metrics` outlive it.
    VoiceService(VoiceOptions options, const Seal& seal, Metrics& metrics);
    ~VoiceService() override;

    void start(Core& core);  // It must stand until stop().
    void stop();             // Ends the child, and with it its calls.

    std::string home() const override;
    bool is_up() const override;
    std::string server() const override;
    Task<Result<std::string>> join(CallId call, int place, std::string offer) override;
    Task<Result<std::string>> echo(CallId call, std::string offer) override;
    void press(CallId call, int place, std::string keys) override;
    TrunkLine line(TrunkId trunk) const override;
    PhoneLine line(PhoneId phone) const override;

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId, Signal) override {}
    void signed_out(WorkspaceId, SignInId) override {}

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley
