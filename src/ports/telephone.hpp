// Telephone calls, as use cases see them: sessions in which people speak. src/main puts src/voice
// behind it; a call is never where its sound is (docs/adr/0023).
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/task.hpp"
#include "domain/ids.hpp"

namespace parley {

class Telephone {
public:
    virtual ~Telephone() = default;
    // The agent's browser takes part in the session's call: from its offer (SDP) to our answer.
    // Refuses conflict "no_call" (it ended, or this is no call), invalid "bad_sdp" and
    // "no_common_codec", unavailable "voice_unavailable".
    virtual Task<Result<std::string>> join(SessionId session, std::string offer) = 0;
};

}  // namespace parley
