// Invents a frame where one was lost: speech goes on for a moment and fades (ITU-T G.711, appendix
// I, by libspandsp).
#pragma once

#include <memory>

#include "voice/media/frame.hpp"

namespace parley::voice {

class Concealment {
public:
    Concealment();
    ~Concealment();

    // A frame that arrived; its beginning may be changed, to blend with what was invented before
    // it.
    void heard(Frame& frame);
    void invent(Frame& to);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::voice
