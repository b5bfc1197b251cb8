// One party's sound, however it comes and goes.
//
//     receive(now)     whatever arrived is taken in
//     said()           what it says in this tick, or null: nothing
//     hear(frame)      what it hears in this tick
//
// Ownership: its worker.
#pragma once

#include "base/time.hpp"
#include "voice/media/audio_stream.hpp"

namespace parley::voice {

class Party {
public:
    virtual ~Party() = default;
    virtual void receive(Instant now) = 0;
    virtual const Frame* said() = 0;
    virtual void hear(const Frame& frame) = 0;
    virtual void press(char key) = 0;        // Sent instead of sound, 100 ms a key.
    virtual Instant last_heard() const = 0;  // The epoch: never.
    // It said that it goes, or the network says so.
    virtual bool has_gone(Instant) const { return false; }
    virtual const AudioStream& stream() const = 0;
};

}  // namespace parley::voice
