// A change that somebody of the staff asks for, judged by who they are when it is decided, not when
// they asked.
#pragma once

#include <functional>

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

template <class T>
Task<Result<T>> change(App& app, const Staff& staff, Permission permission,
                       std::function<Result<T>(Floor&, Turn&, const Agent&)> decide) {
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<T>(Floor&, Turn&)> checked = [id = staff.agent.id, permission, decide](
                                                          Floor& floor, Turn& turn) -> Result<T> {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
        CHECKED(require(*agent, permission));
        return decide(floor, turn, *agent);
    };
    co_return co_await owner->run<T>(std::move(checked));
}

}  // namespace parley::app
