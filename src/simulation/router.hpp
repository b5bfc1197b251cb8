// Whoever decides which waiting item is given to which agent: the product's engine, or a yardstick.
//
// The world tells it what happens, in order of time, and reads `given` after each call. Items are
// numbered upwards as they come; `slot` is where the world keeps one, and is used again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"

namespace parley::simulation {

struct ItemRef {
    std::uint64_t number = 0;
    std::uint32_t slot = 0;
};

struct Given {
    std::uint32_t slot = 0;
    std::uint32_t agent = 0;
};

class Router {
public:
    virtual ~Router() = default;

    // An item of that kind came. False: it is turned away, and forgotten.
    virtual bool enter(ItemRef item, std::uint32_t kind, Instant now) = 0;
    // It gave up waiting.
    virtual void leave(ItemRef item, Instant now) = 0;
    // Its agent is done with it.
    virtual void release(ItemRef item, std::uint32_t agent, Instant now) = 0;
    // On duty or not; who serves goes on serving.
    virtual void duty(std::uint32_t agent, bool on, Instant now) = 0;
    // When tick() is wanted next; none: never.
    virtual std::optional<Instant> next_deadline() const = 0;
    virtual void tick(Instant now) = 0;

    // What the last call gave out; the world empties it.
    std::vector<Given> given;
};

}  // namespace parley::simulation
