#include "app/once.hpp"

namespace parley::app {

Result<> first_time(const Floor& floor, std::string_view caller, std::string_view request_key,
                    Instant now) {
    if (!floor.answered.was_decided(caller, request_key, now)) return {};
    return refuse(Code::conflict, "request_in_progress", "the same request is being answered");
}

void keep_answer(Floor& floor, Turn& turn, KeptAnswer answer, bool is_outlived) {
    // Rows of it are only ever added: the one in the way goes first.
    if (is_outlived) turn.put(ForgetAnswers{turn.now - KeptAnswer::lasts});
    floor.answered.remember(answer);
    turn.put(std::move(answer));
}

Task<std::optional<KeptAnswer>> find_kept(App& app, WorkspaceId workspace, std::string caller,
                                          std::string request_key) {
    auto look = [caller, request_key](Repository& repository) {
        return repository.kept_answer(caller, request_key);
    };
    co_return co_await read(app, workspace, std::move(look));
}

}  // namespace parley::app
