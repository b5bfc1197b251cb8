#include "app/app.hpp"

#include <algorithm>

namespace parley::app {
namespace {

constexpr std::string_view elsewhere = "elsewhere";

}  // namespace

ChannelCapabilities App::capabilities(std::string_view channel) const {
    const auto found = std::ranges::find(channels, channel, &ChannelManifest::key);
    return found == channels.end() ? ChannelCapabilities{} : found->capabilities;
}

Task<Result<>> write_installation(App& app, std::vector<Row> rows) {
    co_return co_await write_rows(app, {}, std::move(rows));
}

Task<Result<>> write_rows(App& app, WorkspaceId workspace, std::vector<Row> rows, Lane lane) {
    Batch batch;
    batch.workspace = workspace;
    batch.lane = lane;
    batch.rows = std::move(rows);
    auto start = [&app, batch = std::move(batch)](auto complete) mutable {
        app.store.writer().submit(
            std::move(batch), [complete](Result<> result) { complete([&] { return result; }); });
    };
    co_return co_await completed_by<Result<>>(std::move(start));
}

Result<std::shared_ptr<Owner>> owner_of(App& app, WorkspaceId workspace) {
    auto owner = app.workspaces.find(workspace);
    if (owner) return owner;
    if (app.cluster == nullptr) return refuse(Code::not_found, "workspace_not_found");
    return refuse(Code::unavailable, elsewhere, workspace.text());
}

std::optional<WorkspaceId> owned_elsewhere(const Error& error) {
    if (error.reason != elsewhere) return std::nullopt;
    return WorkspaceId::parse(error.message);
}

}  // namespace parley::app
