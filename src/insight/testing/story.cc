#include "insight/testing/story.hpp"

#include "insight/courtesy.hpp"

namespace parley::insight::testing {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant begin_of(int number) { return story_begin + minutes(10 * number); }
const QueueId other_queue = numbered_id<QueueId>(2, 2);

}  // namespace

Story::Story() {
    tell(EventType::agent_presence_changed, story_begin).agent = story_agent;
    told_.back().happening.presence = Presence::ready;
    // Times are told from the one before: the contact's question, then the answer's delay.
    answered(1, 5, {{0}, {10, false}, {5}, {30, false}, {5}, {20, false}}, 5);
    answered(2, 20, {{0}, {60, false}}, 0);
    answered(3, 45, {{0}, {15, false}, {5}, {45, false}}, 2);
    answered(4, 12, {{3, false, "Hello!"}}, -1);
    answered(5, 8, {{0}}, -1);
    left(6, 3);
    left(7, 18);
    left(8, 90);
    overflowed(9, 60);
    answered(10, 30, {{0}, {25, false}, {5, true, "谢谢"}}, 4);
    session(11, 3, begin_of(3) + std::chrono::hours(20));
}

Event& Story::tell(EventType type, Instant at) {
    Event& event = told_.emplace_back().happening.event;
    event.seq = static_cast<std::int64_t>(told_.size());
    event.type = type;
    event.at = at;
    if (!session_.is_nil()) {
        event.session = session_;
        event.contact = contact_;
        event.inbox = story_inbox;
        event.queue = story_queue;
        event.visibility = Visibility::everyone;
    }
    return event;
}

void Story::session(int number, int contact, Instant at) {
    session_ = numbered_id<SessionId>(4, number);
    contact_ = numbered_id<ContactId>(5, contact);
    tell(EventType::session_opened, at).actor = ActorKind::visitor;
    tell(EventType::session_queued, at).former_queue = story_queue;
}

void Story::say(Instant at, bool by_contact, const std::string& text) {
    Event& event = tell(EventType::message_posted, at);
    event.actor = by_contact ? ActorKind::visitor : ActorKind::agent;
    event.actor_id = by_contact ? contact_.bytes() : story_agent.bytes();
    event.message = numbered_id<MessageId>(6, static_cast<int>(told_.size()));
    told_.back().happening.is_courtesy = is_courtesy(text);
    told_.back().text = text;
}

// `score` 0: no answer to the survey; below: there was none to answer.
void Story::answered(int number, int wait_s, const std::vector<Speech>& speeches, int score) {
    const Instant begin = begin_of(number);
    session(number, number, begin);
    tell(EventType::session_offered, begin).agent = story_agent;
    Instant at = begin + seconds(wait_s);
    tell(EventType::session_assigned, at).agent = story_agent;
    for (const Speech& speech : speeches) {
        at += seconds(speech.after_s);
        say(at, speech.by_contact, speech.text);
    }
    Event& closed = tell(EventType::session_closed, at + minutes(1));
    closed.actor = ActorKind::agent;
    closed.actor_id = story_agent.bytes();
    closed.agent = story_agent;
    closed.detail = "by_agent";
    if (score <= 0) return;
    tell(EventType::session_rated, at + minutes(2)).agent = story_agent;
    told_.back().happening.score = score;
}

void Story::left(int number, int wait_s) {
    session(number, number, begin_of(number));
    Event& closed = tell(EventType::session_closed, begin_of(number) + seconds(wait_s));
    closed.actor = ActorKind::visitor;
    closed.detail = "abandoned";
}

void Story::overflowed(int number, int wait_s) {
    session(number, number, begin_of(number));
    Event& moved = tell(EventType::session_queued, begin_of(number) + seconds(wait_s));
    moved.queue = other_queue;
    moved.former_queue = story_queue;
}

}  // namespace parley::insight::testing
