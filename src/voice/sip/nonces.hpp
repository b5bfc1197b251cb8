// Nonces of our challenges (RFC 7616, section 5.4): each is bound to the address it was made for
// and ends by time, so that none has to be kept until it was used. Of those that were used the last
// count is kept, for nobody to use it again; when there are too many, the oldest are forgotten, and
// what is as old as they were is stale.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/random.hpp"
#include "base/time.hpp"
#include "voice/sip/address.hpp"

namespace parley::voice {

class Nonces {
public:
    static constexpr Duration age_max = 5min;
    static constexpr std::size_t used_max = 8'192;

    // good: made by us for this address, and not ended. stale: was good once. foreign: never.
    enum class Kind { good, stale, foreign };

    explicit Nonces(Rng& rng);

    std::string make(const IpAddress& address, Instant now);
    Kind look(std::string_view nonce, const IpAddress& address, Instant now) const;
    // REQUIRES: it looked good. False where this count, or a greater, was used before.
    bool use(std::string_view nonce, std::uint32_t count);

private:
    std::string seal(std::string_view stem, const IpAddress& address) const;

    Rng& rng_;
    std::string key_;
    std::unordered_map<std::string, std::uint32_t> used_;  // By stem.
    std::deque<std::string> order_;
    Instant forgotten_;  // When the youngest of those forgotten was made.
};

}  // namespace parley::voice
