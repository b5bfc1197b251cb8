// A request that names an Idempotency-Key is answered once and, repeated, answered alike.
//
//     CO_TRY(const Once once, co_await Once::of_staff(call));
//     if (once.is_replay()) co_return once.replay();
//     auto answer = [](const Queue& queue) { return json(wire::to_wire(queue), 201); };
//     CO_TRY(const Queue queue, co_await app::create_queue(…, once.keeping<Queue>(answer)));
//     co_return answer(queue);
//
// Without the header every request is its own. A kept answer is sealed by the Idempotency-Key, of
// which only a hash is stored: who reads the database cannot read it.
// Refuses: invalid "bad_idempotency_key"; conflict "idempotency_key_reused" (for another request).
#pragma once

#include <optional>
#include <string>

#include "app/once.hpp"
#include "http/api/call.hpp"

namespace parley::http {

class Once {
public:
    static constexpr std::size_t key_min = 16;  // Printable ASCII characters: no "1" or "test".
    static constexpr std::size_t key_max = 200;

    static Task<Result<Once>> of_staff(Call& call);
    // For who is nobody yet: `caller` is what they prove, and keys of one caller are one another's.
    static Task<Result<Once>> of(Call& call, WorkspaceId workspace, std::string caller);

    bool is_replay() const { return replay_.has_value(); }
    Response replay() const;  // REQUIRES: is_replay().

    // What the use case keeps with its change; `answer` makes the response and is called on the
    // owner's thread too.
    template <class T, class Answer>
    app::Once<T> keeping(Answer answer) const {
        if (key_.empty()) return {};
        app::Once<T> once;
        once.caller = row_.caller;
        once.request_key = row_.request_key;
        once.is_outlived = is_outlived_;
        once.answer = [self = *this, answer](const T& made, Instant now) {
            return self.kept(answer(made), now);
        };
        return once;
    }

private:
    KeptAnswer kept(const Response& response, Instant now) const;
    std::string sealing_key() const;

    std::string key_;  // Empty: not asked for.
    Rng* rng_ = nullptr;
    KeptAnswer row_;  // As far as it is known before there is an answer.
    bool is_outlived_ = false;
    std::optional<Response> replay_;
};

}  // namespace parley::http
