// The first answer to a request that names an Idempotency-Key, kept so that a repetition is
// answered alike and changes nothing.
#pragma once

#include <string>

#include "base/time.hpp"

namespace parley {

struct KeptAnswer {
    static constexpr Duration lasts = std::chrono::hours(24);

    std::string caller;       // Whose the key is: "agent <id>", "key <id>", "inbox <public key>".
    std::string request_key;  // SHA-256 (hex) of the Idempotency-Key.
    std::string fingerprint;  // SHA-256 (hex) of method, path and body.
    int status = 0;
    std::string sealed;  // The body; opens only to who knows the Idempotency-Key itself.
    Instant created_at;
};

}  // namespace parley
