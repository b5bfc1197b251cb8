// The worked example of docs/guide/reports.md, as the events that would have told of it.
//
// One queue, one inbox, one agent, ten sessions; the third contact comes back after 20 hours, which
// opens an eleventh session after the day that is reported.
#pragma once

#include <string>
#include <vector>

#include "insight/fold.hpp"

namespace parley::insight::testing {

template <class Id>
Id numbered_id(std::uint8_t kind, int number) {
    IdBytes bytes{};
    bytes[6] = 0x70;
    bytes[8] = 0x80;
    bytes[14] = kind;
    bytes[15] = static_cast<std::uint8_t>(number);
    return Id(bytes);
}

inline const AgentId story_agent = numbered_id<AgentId>(1, 1);
inline const QueueId story_queue = numbered_id<QueueId>(2, 1);
inline const InboxId story_inbox = numbered_id<InboxId>(3, 1);
inline constexpr Instant story_begin = from_ms(1'782'907'200'000);  // 2026-07-01 12:00 UTC.
inline constexpr Duration story_length = std::chrono::hours(12);

// What a test needs to know of a message that no event says.
struct Told {
    Happening happening;
    std::string text;  // Of a message.
};

class Story {
public:
    Story();
    const std::vector<Told>& told() const { return told_; }

private:
    struct Speech {
        int after_s;  // The one before; the first, assignment.
        bool by_contact = true;
        std::string text = "?";
    };

    void session(int number, int contact, Instant at);
    void answered(int number, int wait_s, const std::vector<Speech>& speeches, int score);
    void left(int number, int wait_s);
    void overflowed(int number, int wait_s);
    Event& tell(EventType type, Instant at);
    void say(Instant at, bool by_contact, const std::string& text);

    SessionId session_;
    ContactId contact_;
    std::vector<Told> told_;
};

}  // namespace parley::insight::testing
