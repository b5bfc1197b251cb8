#include "http/wire/event.hpp"

namespace parley::wire {

EventBody to_staff_wire(const Published& published, const Links& links) {
    EventBody body;
    body.kind = published.event.type;
    body.detail = published.event.detail;
    if (published.event.actor == ActorKind::agent) body.by = AgentId(published.event.actor_id);
    if (published.session) body.session = to_wire(*published.session, links);
    if (published.message) body.message = to_wire(*published.message, links);
    if (published.read) {
        body.read = ReadMarks{published.read->conversation, published.read->visitor_read,
                              published.read->agent_read};
    }
    if (published.agent) body.agent = to_wire(*published.agent);
    if (published.queue) body.queue = to_wire(*published.queue);
    if (published.inbox) body.inbox = to_wire(*published.inbox);
    if (published.contact) body.contact = to_wire(*published.contact);
    if (published.workspace) body.workspace = to_wire(*published.workspace);
    if (published.call) body.call = to_wire(*published.call);
    return body;
}

EventBody to_visitor_wire(const Published& published, const Links& links) {
    EventBody body;
    body.kind = published.event.type;
    if (published.session) body.visitor_session = to_visitor_wire(*published.session);
    if (published.message) body.message = to_wire(*published.message, links);
    if (published.read) {
        body.read = ReadMarks{published.read->conversation, published.read->visitor_read,
                              published.read->agent_read};
    }
    return body;
}

}  // namespace parley::wire
