#include "app/app.hpp"

namespace parley::app {

Task<Result<>> write_installation(App& app, std::vector<Row> rows) {
    Batch batch;
    batch.rows = std::move(rows);
    auto start = [&app, batch = std::move(batch)](auto complete) mutable {
        app.store.writer().submit(
            std::move(batch), [complete](Result<> result) { complete([&] { return result; }); });
    };
    co_return co_await completed_by<Result<>>(std::move(start));
}

Result<std::shared_ptr<Owner>> owner_of(App& app, WorkspaceId workspace) {
    auto owner = app.workspaces.find(workspace);
    if (!owner) return refuse(Code::not_found, "workspace_not_found");
    return owner;
}

}  // namespace parley::app
