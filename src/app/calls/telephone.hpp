// Telephone calls, as use cases see them. src/main puts `parley voice` behind it; a call is never
// where its sound is (docs/adr/0023).
//
// What shall be heard, dialled, recorded follows from the calls' rows by itself, commit by commit
// (direction.hpp). Here is only what no row says: a browser's connection, keys, and what is known
// of lines at this moment.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/task.hpp"
#include "domain/ids.hpp"
#include "domain/trunk.hpp"

namespace parley {

struct TrunkLine {
    TrunkState state = TrunkState::unknown;
    std::string reason;
};

struct PhoneLine {
    bool registered = false;
    std::string address;
    std::string user_agent;
};

class Telephone {
public:
    static constexpr std::size_t offer_max = 16'384;  // Bytes of SDP.

    virtual ~Telephone() = default;

    // Calls are opened under this name, and found again by it when the process comes back.
    virtual std::string home() const = 0;
    virtual bool is_up() const = 0;
    virtual std::string server() const = 0;  // host:port where phones register.
    // A browser takes the place in the call: from its offer (SDP) to our answer. Refuses conflict
    // "no_call" (it ended), invalid "bad_sdp" and "no_common_codec", unavailable
    // "voice_unavailable".
    virtual Task<Result<std::string>> join(CallId call, int place, std::string offer) = 0;
    // A call in which one browser hears itself, a minute at most. Refuses as join() does.
    virtual Task<Result<std::string>> echo(CallId call, std::string offer) = 0;
    virtual void press(CallId call, int place, std::string keys) = 0;

    virtual TrunkLine line(TrunkId trunk) const = 0;
    virtual PhoneLine line(PhoneId phone) const = 0;
};

}  // namespace parley
