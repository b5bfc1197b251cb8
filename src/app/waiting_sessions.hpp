// Which sessions wait in which queue, so that nobody has to look through all that are open.
//
// A copy of what the sessions say themselves: look_at() after whatever may change it. In no order
// that means anything.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"

namespace parley::app {

struct Live;

// Where a conversation stands in the list of those who wait; its queue is nil while it does not.
struct WaitingSpot {
    QueueId queue;
    std::size_t place = 0;
    bool is_message = false;
};

class WaitingSessions {
public:
    void look_at(Live& live);
    void drop(Live& live);

    // Those that joined last stand last. Who leaves gives their place to the last, so that a walk
    // from the end misses nobody who was there when it began, whoever leaves meanwhile.
    std::span<Live* const> of(QueueId queue) const;
    // How many of them left a message.
    int messages_in(QueueId queue) const;

private:
    struct Line {
        std::vector<Live*> waiting;
        int messages = 0;
    };
    std::unordered_map<QueueId, Line> lines_;
};

}  // namespace parley::app
