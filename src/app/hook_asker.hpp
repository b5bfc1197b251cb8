// Asks the routing hook, and brings its answer to the workspace's owner.
//
// The question is signed as a webhook's delivery is (webhook_signature.hpp), sent through the same
// guard (src/outbound), and given up when the hook's own time is over. The answer is judged by form
// here, by what there is on the floor (routing_hooks.hpp). Nothing is tried twice: the session has
// long gone its way by then.
//
// Threads: ask() and stop() from any; all else on `executor`, which runs on one thread.
// Bounds:  `under_way_max` of all workspaces; beyond, the floor's own clock lets sessions in.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <future>

#include "app/app.hpp"
#include "app/routing_hooks.hpp"
#include "base/metrics.hpp"
#include "base/seal.hpp"
#include "ports/outbound.hpp"

namespace parley::app {

// How a question is written and an answer read: `src/http` knows. An answer that is not of its form
// is refused with where and why.
struct HookTexts {
    std::function<std::string(const HookQuestion&)> question;
    std::function<Result<HookAdvice>(std::string_view)> advice;
};

// All of one asking, as a trial shows it.
struct HookExchange {
    HookReply reply;
    std::string request;
    int status = 0;                           // 0: no answer.
    SendFailure failure = SendFailure::none;  // Of `unreachable`.
    std::string answer;                       // Its beginning, as text that can be shown.
    std::string wrong;                        // Of `bad_answer`: the reason, and where.
};

class HookAsker {
public:
    static constexpr std::size_t under_way_max = 256;

    // All outlive the asker.
    HookAsker(App& app, Outbound& outbound, const Seal& seal, HookTexts texts, Metrics& metrics,
              boost::asio::any_io_executor executor);

    void ask(HookQuestion question);
    // Resumes on the caller's executor.
    Task<HookExchange> exchange(HookQuestion question);
    // Returns when nothing is under way any more. Not on the executor's thread; the outbound has
    // been stopped, and nobody asks any more.
    void stop();

private:
    Task<HookExchange> talk(HookQuestion question);
    Task<> answer(HookQuestion question);
    void end_if_done();
    void tell(const HookQuestion& question, const HookReply& reply);

    App& app_;
    Outbound& outbound_;
    const Seal& seal_;
    const HookTexts texts_;
    Counter& answered_;
    Counter& failed_;
    Histogram& seconds_;
    const boost::asio::any_io_executor executor_;
    std::size_t under_way_ = 0;
    bool stopped_ = false;
    bool has_ended_ = false;
    std::promise<void> ended_;
};

}  // namespace parley::app
