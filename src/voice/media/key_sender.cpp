#include "voice/media/key_sender.hpp"

#include "voice/rtp/telephone_event.hpp"

namespace parley::voice {

void KeySender::press(char key) {
    if (event_of_key(key) && waiting_.size() < waiting_max) waiting_.push_back(key);
}

std::optional<KeySender::Part> KeySender::next() {
    if (waiting_.empty()) return std::nullopt;
    const Part part{waiting_.front(), tick_};
    if (++tick_ == key_ticks + end_ticks + pause_ticks) {
        tick_ = 0;
        waiting_.pop_front();
    }
    return part;
}

}  // namespace parley::voice
