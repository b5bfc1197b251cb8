#include "bus/fan_out.hpp"

namespace parley {

void FanOut::publish(std::shared_ptr<const Committed> committed) {
    for (Bus* listener : listeners_) listener->publish(committed);
}

void FanOut::tell(WorkspaceId workspace, Signal signal) {
    for (Bus* listener : listeners_) listener->tell(workspace, signal);
}

void FanOut::signed_out(WorkspaceId workspace, SignInId sign_in) {
    for (Bus* listener : listeners_) listener->signed_out(workspace, sign_in);
}

}  // namespace parley
