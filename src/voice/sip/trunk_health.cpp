#include "voice/sip/trunk_health.hpp"

#include <fmt/format.h>

namespace parley::voice {
namespace {

constexpr int service_unavailable = 503;

bool is_refusal(int status) {
    return status == 401 || status == 403 || status == 404 || status == 407;
}

}  // namespace

bool TrunkHealth::become(TrunkState state, const std::string& reason) {
    if (state_ == state && reason_ == reason) return false;
    state_ = state;
    reason_ = reason;
    return true;
}

bool TrunkHealth::options_answered(int status, const std::string& phrase) {
    answers_options_ = true;
    if (status == service_unavailable)
        return become(TrunkState::down, fmt::format("{} {}", status, phrase));
    if (registers_ && !is_registered_) return false;
    return become(TrunkState::up, "");
}

bool TrunkHealth::options_unanswered(const std::string& reason) {
    if (registers_ && (!is_registered_ || !answers_options_)) return false;
    return become(TrunkState::down, reason);
}

bool TrunkHealth::registration_answered(int status, const std::string& phrase) {
    is_registered_ = status >= 200 && status < 300;
    if (is_registered_) return become(TrunkState::up, "");
    return become(is_refusal(status) ? TrunkState::refused : TrunkState::down,
                  fmt::format("{} {}", status, phrase));
}

bool TrunkHealth::registration_unanswered(const std::string& reason) {
    is_registered_ = false;
    return become(TrunkState::down, reason);
}

bool TrunkHealth::refused(const std::string& reason) {
    is_registered_ = false;
    return become(TrunkState::refused, reason);
}

}  // namespace parley::voice
