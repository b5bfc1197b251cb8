// The company, its channels, its figures at a glance.
#include "app/queries.hpp"
#include "app/settings.hpp"
#include "http/api/actions.hpp"

namespace parley::http {

Task<Result<Response>> get_workspace(Call& call) {
    CO_TRY(const Workspace workspace, co_await app::get_workspace(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(workspace));
}

Task<Result<Response>> patch_workspace(Call& call) {
    CO_TRY(auto body, call.body<wire::WorkspacePatch>());
    app::WorkspacePatch patch{std::move(body.name), std::move(body.locale),
                              std::move(body.time_zone)};
    const auto version = [](const Workspace& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Workspace workspace,
           co_await app::update_workspace(call.app(), call.by_staff(), std::move(patch),
                                          expected_by<Workspace>(call.request, version)));
    co_return versioned(wire::to_wire(workspace));
}

Task<Result<Response>> get_channels(Call& call) {
    wire::Page<wire::Channel> page;
    page.items = call.deps.channels;
    co_return json(page);
}

Task<Result<Response>> get_counts(Call& call) {
    CO_TRY(const auto counts, co_await app::get_counts(call.app(), call.by_staff()));
    co_return json(wire::to_wire(counts));
}

}  // namespace parley::http
