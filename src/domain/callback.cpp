#include "domain/callback.hpp"

namespace parley {

bool Callback::tried(bool was_reached, int attempts_max, Instant again_at) {
    if (was_reached) {
        state = CallbackState::reached;
    } else if (attempts >= attempts_max) {
        state = CallbackState::given_up;
    } else {
        state = CallbackState::resting;
        due_at = again_at;
    }
    return state == CallbackState::resting;
}

}  // namespace parley
