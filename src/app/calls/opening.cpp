#include "app/calls/opening.hpp"

#include "app/calls/steps.hpp"

namespace parley::app {

CallView& add_call(Floor& floor, Turn& turn, Live& live, const NewCall& opened,
                   std::vector<Leg> legs, Actor actor) {
    Message message;
    message.kind = MessageKind::call;
    message.text = opened.number;
    std::string sender_name;
    if (const Agent* agent = floor.agent(opened.agent)) {
        message.sender = SenderKind::agent;
        message.sender_id = agent->id.bytes();
        sender_name = agent->name;
    } else {
        message.sender = SenderKind::visitor;
        message.sender_id = live.contact.id.bytes();
    }
    const auto posted = turn.post(live, std::move(message), std::nullopt, actor, sender_name);

    CallView view;
    Call& call = view.call;
    call.id = opened.id;
    call.session = live.session->id;
    call.conversation = live.conversation.id;
    call.inbox = live.conversation.inbox;
    call.contact = live.contact.id;
    call.message = posted->message.id;
    call.agent = opened.agent;
    call.direction = opened.direction;
    call.number = opened.number;
    call.own_number = opened.own_number;
    call.home = opened.home;
    call.started_at = turn.now;
    CallView& added = floor.calls.add(std::move(view));
    for (Leg& leg : legs) add_leg(turn, added, std::move(leg));
    settle(floor, turn, added, EventType::call_started, actor);
    return added;
}

}  // namespace parley::app
