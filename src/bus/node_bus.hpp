// Between nodes, over NATS: what this node's owners committed and what is momentary goes out; what
// others say comes in.
//
// Of a commit its number travels, and messages with it (commit_news.hpp); all else the others read
// from the store (relay.hpp). Subjects: GROUP.commit, GROUP.typing, GROUP.position,
// GROUP.quality, GROUP.signed_out.
// Threads: any; what comes in is handed on by the threads of bus/nats.hpp.
#pragma once

#include <string>

#include "bus/commit_news.hpp"
#include "bus/nats.hpp"
#include "bus/relay.hpp"

namespace parley {

class NodeBus final : public Bus {
public:
    // All outlive it. `node` marks what is ours.
    NodeBus(Nats& nats, std::string group, std::string node, SpineRelay& relay);

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId workspace, Signal signal) override;
    void signed_out(WorkspaceId workspace, SignInId sign_in) override;

private:
    template <class News, class Hear>
    void hear(std::string_view subject, Hear hear);
    template <class News>
    void hear_signal();
    template <class News>
    void say(std::string_view subject, const News& news);
    void hear_commit(const CommitHeard& news);

    Nats& nats_;
    const std::string group_;
    const std::string node_;
    SpineRelay& relay_;
};

}  // namespace parley
