// Whether a trunk can be used, told from what it answers: to OPTIONS, to REGISTER, to calls.
//
// One that we register at is up once it has taken us. One that is known by its address is up when
// it answers OPTIONS, whatever it answers but 503: many say 404 or 405. A registrar that never
// answered OPTIONS is not down for that.
#pragma once

#include <string>

#include "domain/trunk.hpp"

namespace parley::voice {

class TrunkHealth {
public:
    explicit TrunkHealth(bool registers) : registers_(registers) {}

    // Each says whether state or reason has changed. `status` is of SIP.
    bool options_answered(int status, const std::string& phrase);
    bool options_unanswered(const std::string& reason);
    bool registration_answered(int status, const std::string& phrase);
    bool registration_unanswered(const std::string& reason);
    // A certificate that is not to be trusted and the like: it will not pass by itself.
    bool refused(const std::string& reason);

    TrunkState state() const { return state_; }
    const std::string& reason() const { return reason_; }  // Empty when up.

private:
    bool become(TrunkState state, const std::string& reason);

    bool registers_;
    bool is_registered_ = false;
    bool answers_options_ = false;
    TrunkState state_ = TrunkState::unknown;
    std::string reason_;
};

}  // namespace parley::voice
