#include "bus/fan_out.hpp"

namespace parley {

void FanOut::publish(std::shared_ptr<const Committed> committed) {
    for (Bus* listener : listeners_) listener->publish(committed);
}

void FanOut::typing(WorkspaceId workspace, Typing typing) {
    for (Bus* listener : listeners_) listener->typing(workspace, typing);
}

void FanOut::queue_position(WorkspaceId workspace, QueuePosition position) {
    for (Bus* listener : listeners_) listener->queue_position(workspace, position);
}

void FanOut::line_quality(WorkspaceId workspace, LineQuality quality) {
    for (Bus* listener : listeners_) listener->line_quality(workspace, quality);
}

void FanOut::signed_out(WorkspaceId workspace, SignInId sign_in) {
    for (Bus* listener : listeners_) listener->signed_out(workspace, sign_in);
}

}  // namespace parley
