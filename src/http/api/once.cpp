#include "http/api/once.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/seal.hpp"
#include "base/secret.hpp"

namespace parley::http {
namespace {

bool is_key(std::string_view text) {
    return text.size() >= Once::key_min && text.size() <= Once::key_max &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

std::string fingerprint_of(const Request& request) {
    return sha256_hex(request.method + " " + request.target + "\n" + request.body);
}

}  // namespace

Task<Result<Once>> Once::of_staff(Call& call) {
    const app::Staff& staff = call.by_staff();
    std::string caller =
        staff.key ? "key " + staff.key->id.text() : "agent " + staff.agent.id.text();
    co_return co_await of(call, staff.workspace, std::move(caller));
}

Task<Result<Once>> Once::of(Call& call, WorkspaceId workspace, std::string caller) {
    Once once;
    if (!call.request.headers.has("Idempotency-Key")) co_return once;
    once.key_ = call.request.headers.get("Idempotency-Key");
    if (!is_key(once.key_))
        co_return refuse(Code::invalid, "bad_idempotency_key", "16 to 200 printable characters");
    once.rng_ = &call.app().rng;
    once.row_.caller = std::move(caller);
    once.row_.request_key = sha256_hex(once.key_);
    once.row_.fingerprint = fingerprint_of(call.request);
    const auto found =
        co_await app::find_kept(call.app(), workspace, once.row_.caller, once.row_.request_key);
    if (!found) co_return once;
    if (call.app().clock.now() - found->created_at > KeptAnswer::lasts) {
        once.is_outlived_ = true;
        co_return once;
    }
    if (found->fingerprint != once.row_.fingerprint)
        co_return refuse(Code::conflict, "idempotency_key_reused", "it named another request");
    const auto body = unseal(once.sealing_key(), found->sealed);
    PARLEY_ASSERT(body.has_value());
    once.replay_ = json_text(*body, found->status);
    once.replay_->headers.set("Idempotency-Replayed", "true");
    co_return once;
}

Response Once::replay() const { return *replay_; }

KeptAnswer Once::kept(const Response& response, Instant now) const {
    KeptAnswer row = row_;
    row.status = response.status;
    row.sealed = seal(sealing_key(), std::get<std::string>(response.body), *rng_);
    row.created_at = now;
    return row;
}

// Of the key itself: every node can open what another has sealed.
std::string Once::sealing_key() const { return row_.caller + "\n" + key_; }

}  // namespace parley::http
