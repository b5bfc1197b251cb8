// Invents sound where some was lost: speech goes on for a moment and fades (ITU-T G.711, appendix
// I, by libspandsp).
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace parley::voice {

class Concealment {
public:
    Concealment();
    ~Concealment();

    // What arrived; its beginning may be changed, to blend with what was invented before it.
    void heard(std::span<std::int16_t> samples);
    void invent(std::span<std::int16_t> to);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::voice
