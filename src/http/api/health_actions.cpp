// For whoever runs the server: is it alive, may it be given traffic, how is it doing.
#include "base/process_figures.hpp"
#include "http/api/actions.hpp"
#include "http/wire/readiness.hpp"

namespace parley::http {
Task<Result<Response>> get_health(Call&) { co_return Response::text(200, "ok\n"); }

Task<Result<Response>> get_ready(Call& call) {
    wire::Readiness readiness;
    const std::string trouble = call.app().store.trouble();
    if (!trouble.empty()) readiness.reasons.push_back(trouble);
    if (call.app().store.writer().is_busy()) readiness.reasons.emplace_back("writer_busy");
    if (call.deps.draining) readiness.reasons.emplace_back("draining");
    readiness.ready = readiness.reasons.empty();
    co_return json(readiness, readiness.ready ? 200 : 503);
}

// Figures about customers' traffic are not for the world: only for this machine, where a collector
// or a proxy with rules of its own fetches them.
Task<Result<Response>> get_metrics(Call& call) {
    const bool is_forwarded =
        call.request.headers.has("X-Forwarded-For") || call.request.headers.has("Forwarded");
    if (!is_loopback(call.request.remote_address) || is_forwarded) {
        co_return refuse(Code::not_found, "not_found");
    }
    call.deps.metrics.gauge("parley_workspaces_owned", "Workspaces whose owner is this process.")
        .set(static_cast<std::int64_t>(call.app().workspaces.all().size()));
    co_return Response::text(200, call.deps.metrics.render() + render(process_figures()),
                             "text/plain; version=0.0.4");
}

}  // namespace parley::http
