#include "http/wire/typescript_docs.hpp"

#include <iterator>

namespace parley::wire {
namespace {

struct Remark {
    std::string_view name;
    std::string_view text;
};

constexpr Remark remarks[] = {
    {"Problem.code", "Stable; listed in docs/guide/errors.md."},
    {"Problem.field", "JSON pointer of the offending input, or \"\"."},
    {"Inbox.connected_at", "When the widget was last loaded; 0: never seen."},
    {"Attachment.url",
     "Unguessable paths on this server. thumbnail_url is \"\" where there is none."},
    {"Contact.fields",
     "By the keys of the contact scheme; a number, a date (2026-10-01) and yes or no are texts."},
    {"ContactField.key", "For ever: conditions name it as contact.field.<key>."},
    {"ContactField.choices", "Of a choice alone."},
    {"ContactPatch.fields", "Only those named change; an empty text takes one away."},
    {"PriorityRule.each",
     "A fact that is a number: the seconds count once for each. Empty: they are given once."},
    {"PriorityRules.seconds_max", "Of the sum: also the longest that anybody is overtaken for."},
    {"PriorityRules.said", "Each rule's condition in words."},
    {"EntryRule.queue_id", "Absent: the inbox's own queue."},
    {"EntryRule.agent_id", "It is held for them, as for a familiar agent; then anybody."},
    {"EntryTrial.taken", "Place of the rule that decides; null: the inbox's own queue."},
    {"TestTrial.decided", "Asked last: it settled whether the rule holds."},
    {"SessionRouting.entry_rule", "The rule that sent it here; empty: the inbox's own queue."},
    {"WidgetConfig.closed_text", "Said while the queue is closed; \"\": the page's own words."},
    {"WidgetConfig.turns_away", "It is closed, and no message is taken."},
    {"Queue.calendar_id", "Open by this one; null: always."},
    {"PresenceReason.word", "What a presence is set with, and what is kept of it: never changes."},
    {"PresenceReason.productive", "Counts as work, though nobody is served meanwhile."},
    {"PresenceReason.minutes_max", "Longer is too long; 0: no limit."},
    {"PresenceUse.reason", "A reason's word, one of ours such as no_answer, or empty."},
    {"Queue.closed", "What becomes of who comes while it is closed."},
    {"Queue.callback_key", "Of who waits by telephone and wants to be called back; empty: none."},
    {"Queue.when_full", "What becomes of who comes while it and its back-up are full."},
    {"SegmentMembers.is_whole", "Every contact was looked at, not only the first of them."},
    {"Message.seq",
     "1, 2, 3 … in the conversation. A visitor's view skips the numbers of private notes."},
    {"Message.sender_id", "Contact or agent; null for system."},
    {"Message.sender_name", "An agent's name as visitors may see it; \"\" for visitor and system."},
    {"Message.text",
     "For a notice: its key (session_queued, session_assigned, session_transferred, "
     "session_closed, "
     "left_message, colleague_joined, colleague_left, "
     "callback_requested)."},
    {"Session.last_message", "Newest message that is no notice, if any (staff see notes too)."},
    {"Session.agent_read",
     "Read marks of the conversation; unread = visitor messages with seq > agent_read."},
    {"Session.version",
     "Event number of the last change of the session; an older view must not replace a newer one."},
    {"Session.colleagues", "Asked about it or taking part in it; empty once it is closed."},
    {"TargetQueue.staffed", "Agents ready who could be offered its work, busy or not."},
    {"Callback.due_at", "While it rests: when it waits again."},
    {"Colleague.expires_at", "Of the question."},
    {"Colleague.joined_at", "0: not yet."},
    {"CodeUse.served_ms", "From assigned to closed, all together."},
    {"Session.share", "Of an agent's capacity, while it is open; then 0."},
    {"Session.boost_ms", "Its head start: so much longer it counts as having waited."},
    {"Queue.alert_waiting", "Supervisors are told when more wait; 0: not watched."},
    {"Queue.alert_wait_seconds", "Or somebody waits longer; 0: not watched."},
    {"Queue.alert_unstaffed", "Or somebody waits and nobody is ready."},
    {"Queue.alerts", "Raised just now."},
    {"Floor.seq", "The event it is true at: those with greater numbers keep it true."},
    {"FloorItem.boost_ms", "Its head start: so much longer it counts as having waited."},
    {"FloorAgent.load", "Shares, of what is served and offered, and of parts in others' sessions."},
    {"FloorAgent.besides", "Parts in others' sessions, as an adviser or a guest."},
    {"FloorQueue.staffed", "Agents ready who could be offered its work, busy or not."},
    {"FloorQueue.waiting_since", "Since when the one waits who waits longest; 0: nobody does."},
    {"FloorQueue.waiting", "In order: the first is served next."},
    {"ReassignBody", "At most one of the two; neither: each back to its own queue."},
    {"Leg.supervision", "Of a supervisor's leg; else none."},
    {"Agent.wrap_up_queue_id", "Whose item they wrap up; else of the last time."},
    {"Agent.wrap_up_extensions", "How often they have made it longer."},
    {"Agent.wrap_up_until", "0, or past: they are not wrapping up."},
    {"Agent.version", "As Queue.version; one's presence and wrap-up do not count."},
    {"Webhook.version", "As Queue.version; how its receiver fares does not count."},
    {"Queue.familiar_seconds",
     "How long a session is held for the agent its contact had last; 0: not at all."},
    {"Queue.answer_seconds", "What the service level counts as answered in time."},
    {"Queue.waiting_max", "0: no place to wait; a session enters only if an agent can be asked."},
    {"QueueStep.when",
     "waited: an item has waited `enter` seconds. The others concern the queue: expected_wait and "
     "waiting begin above `enter` and end at `leave`, service_level and staffed below it."},
    {"QueueStep.last", "service_level: of how many sessions."},
    {"QueueStep.relax", "No more than these levels is asked; 0: the skill is not asked."},
    {"QueueStep.boost_seconds", "Head start over other sessions."},
    {"Post.rank", "fixed_order: 1 is asked first."},
    {"Post.weight", "weighted, even_by_work: 20 is given twice as much as 10."},
    {"Post.precedence", "Which of their queues an agent who gets free serves first."},
    {"Queue.version",
     "Changes with whatever a PATCH can change. As If-Match: a change made meanwhile is not "
     "undone."},
    {"Setup.needed", "True until the first workspace exists: show the first-run wizard."},
    {"SearchHit.highlights", "[start, end) in UTF-16 units of message.text"},
    {"Limits.attachments_max", "Files picked at once; each is sent as a message of its own."},
    {"ApiKey.prefix", "The first letters of the secret, to know it by."},
    {"ApiKey.agent_id",
     "As whom the key acts: what it may is bounded by their role and its scopes."},
    {"ApiKey.expires_at", "0: never."},
    {"MadeApiKey.secret",
     "Shown this once; only its hash is kept. Sent as `Authorization: Bearer`."},
    {"ApiKeyBody.agent_id", "Absent: whoever makes it."},
    {"ApiKeyBody.expires_at", "Absent or 0: never."},
    {"Me.api_key", "By which key a program asks; absent for people."},
    {"HelloFrame.api_key", "Of a program that listens as staff: a key with events_read."},
    {"WidgetConfig.staffed",
     "Somebody of the inbox's queue is present (ready or away): false shows the leave-message "
     "form."},
    {"VisitorCredential",
     "The credential: keep `secret` secret. Sent as `Authorization: Visitor <visitor_id>.<secret>` "
     "or in `hello`."},
    {"HelloFrame.visitor", "Absent for staff, who are known by their sign-in cookie."},
    {"HelloFrame.after",
     "Resume: the last `seq` seen on this audience's stream. Absent: begin now."},
    {"SendFrame.conversation_id", "Staff only; a visitor has one conversation."},
    {"SendFrame.source", "A visitor's page, when this message may open a session."},
    {"PingFrame",
     "At least every 20 s; silence of 45 s ends the connection and, for an agent, their presence."},
    {"WelcomeFrame", "Answer to hello, for staff."},
    {"WelcomeFrame.seq", "The stream begins (or resumes) after this number."},
    {"WelcomeFrame.resumed",
     "True: the events after `after` follow. False: load lists anew by REST, the gap is too old or "
     "there was no `after`."},
    {"VisitorWelcomeFrame",
     "Answer to hello, for a visitor: with the newest 50 messages unless resumed."},
    {"VisitorWelcomeFrame.session", "The open session, or the last one."},
    {"VisitorWelcomeFrame.more",
     "More before messages[0] (GET /api/v1/visitor/messages?before=seq)."},
    {"AckFrame", "The message is on disk. A retry of the same client_msg_id gets the same ack."},
    {"EventFrame.prev",
     "The number of the frame before it for this audience; if it is not the last seq seen, hello "
     "again with `after`."},
    {"EventBody",
     "`kind` says what happened; the things it concerns come whole and replace older copies (see "
     "`version`)."},
    {"EventBody.by", "Staff streams: the agent who did it, where one did."},
    {"EventBody.session",
     "Staff streams, session_* only. For message_posted a client updates last_message and unread "
     "of "
     "the session it holds."},
    {"EventBody.visitor_session", "Visitor streams, session_*."},
    {"EventBody.message", "message_posted"},
    {"EventBody.read", "conversation_read"},
    {"ErrorFrame",
     "Answers the frame named by client_msg_id (send) or, without it, the connection's last "
     "frame."},
    {"QueuePositionFrame", "For a waiting visitor: 1 is next."},
    {"Webhook.events", "Empty: every type."},
    {"Webhook.off_reason",
     "Why it is not active: by_hand, gone (it answered 410) or failing (for five days)."},
    {"Webhook.breaker",
     "open: nothing is sent until open_until; half_open: one delivery is let through."},
    {"Webhook.failures", "In a row, since failing_since."},
    {"Webhook.former_secret_until", "Until then the secret before the last rotation signs too."},
    {"WebhookMade.secret", "whsec_…; told this once."},
    {"WebhookDelivery.id", "The receiver is told it as webhook-id, the same at every attempt."},
    {"WebhookDelivery.event_seq", "0: a test."},
    {"WebhookDelivery.event", "An event's type, or \"test\"."},
    {"WebhookDelivery.next_attempt_at", "While pending."},
    {"WebhookDelivery.status", "Of the last attempt's answer; 0: none came."},
    {"WebhookDelivery.answer", "The beginning of that answer's body."},
    {"WebhookReplayBody", "Which deliveries of the log: by number of their event and by state."},
    {"WebhookReplayed.more", "There are more such; ask again."},
    {"WebhookEvent",
     "The body of a delivery. `event` is as in a staff event frame, read when it is sent."},
    {"EventPage", "A stretch of the event stream (GET /api/v1/events)."},
    {"EventPage.next", "The `after` of the next request."},
    {"EventPage.more", "There is more already: ask again without waiting."},
    {"ResyncFrame",
     "The reader's rights changed: forget everything, load lists anew; the stream goes on after "
     "`seq`."},
};

}  // namespace

std::string_view typescript_doc(std::string_view name) {
    for (const Remark& remark : remarks) {
        if (remark.name == name) return remark.text;
    }
    return {};
}

std::size_t typescript_doc_count() { return std::size(remarks); }

}  // namespace parley::wire
