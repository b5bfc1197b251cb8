#include "app/calls/reports.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "app/calls/phone_reach.hpp"
#include "app/calls/steps.hpp"
#include "base/log.hpp"

namespace parley::app {
namespace {

constexpr int tries_max = 60;
constexpr Duration try_again_after = 500ms;

using ReportDecision = std::function<void(Floor&, Turn&)>;

Task<> decide(App& app, WorkspaceId workspace, ReportDecision step) {
    std::function<Result<bool>(Floor&, Turn&)> whole = [step](Floor& floor,
                                                              Turn& turn) -> Result<bool> {
        step(floor, turn);
        return true;
    };
    for (int tries = 0; tries < tries_max; ++tries) {
        if (const auto owner = owner_of(app, workspace)) {
            const auto done = co_await (*owner)->run<bool>(whole);
            if (done || done.error().reason == "draining") co_return;
        }
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, try_again_after);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    log_error("call_report_lost", {{"workspace", workspace.text()}});
}

template <class Told>
Task<> decide_told(App& app, WorkspaceId workspace, void (*step)(Floor&, Turn&, const Told&),
                   Told told) {
    co_await decide(app, workspace,
                    [step, told](Floor& floor, Turn& turn) { step(floor, turn, told); });
}

}  // namespace

Task<> report(App& app, WorkspaceId workspace, voice::LegRinging told) {
    return decide_told(app, workspace, leg_rings, told);
}
Task<> report(App& app, WorkspaceId workspace, voice::LegJoined told) {
    return decide_told(app, workspace, leg_joined, told);
}
Task<> report(App& app, WorkspaceId workspace, voice::LegHeld told) {
    return decide_told(app, workspace, leg_held, told);
}
Task<> report(App& app, WorkspaceId workspace, voice::LegLeft told) {
    return decide_told(app, workspace, leg_left, told);
}
Task<> report(App& app, WorkspaceId workspace, voice::KeyPressed told) {
    return decide_told(app, workspace, key_pressed, told);
}
// A call that is over has left the floor. Its rows are read when all that was decided before is
// written: else it would come back as it was.
Task<> report(App& app, WorkspaceId workspace, voice::RecordingEnded told) {
    auto look = [call = told.call](Repository& repository) { return repository.call(call); };
    const auto is_done = std::make_shared<bool>(false);
    for (int tries = 0; tries < tries_max && !*is_done; ++tries) {
        co_await decide(app, workspace, [](Floor&, Turn&) {});
        const auto stored = co_await read(app, workspace, look);
        if (!stored) co_return;
        co_await decide(app, workspace, [told, view = *stored, is_done](Floor& floor, Turn& turn) {
            *is_done = recording_ended(floor, turn, told, view);
        });
    }
}
Task<> report(App& app, WorkspaceId workspace, voice::CallEnded told) {
    return decide(app, workspace,
                  [call = told.call](Floor& floor, Turn& turn) { call_gone(floor, turn, call); });
}
Task<> report(App& app, WorkspaceId workspace, voice::PhoneChanged told) {
    return decide_told(app, workspace, phone_changed, std::move(told));
}
Task<> report_lost(App& app, WorkspaceId workspace, CallId call) {
    return decide(app, workspace,
                  [call](Floor& floor, Turn& turn) { call_lost(floor, turn, call); });
}

}  // namespace parley::app
