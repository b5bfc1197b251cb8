#include "voice/media/concealment.hpp"

#include <spandsp.h>

namespace parley::voice {

struct Concealment::State {
    plc_state_t plc;
};

Concealment::Concealment() : state_(std::make_unique<State>()) { plc_init(&state_->plc); }
Concealment::~Concealment() = default;

void Concealment::heard(Frame& frame) {
    plc_rx(&state_->plc, frame.data(), static_cast<int>(frame.size()));
}

void Concealment::invent(Frame& to) {
    plc_fillin(&state_->plc, to.data(), static_cast<int>(to.size()));
}

}  // namespace parley::voice
