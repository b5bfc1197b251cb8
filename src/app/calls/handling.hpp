// What an agent does with a call: takes part in it, holds, consults, hands it on, ends it.
//
// Each needs to be in the call, or to serve its session, or session_manage; else not_found
// "call_not_found" for who may not even see it, forbidden "permission_missing". Of a call that
// ended: conflict "call_ended".
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/calls/telephone.hpp"

namespace parley::app {

constexpr std::size_t keys_max = 32;     // Pressed at once.
constexpr std::size_t dialled_max = 40;  // Characters of a number as somebody writes it.

using CallAnswer = std::shared_ptr<const CallView>;

// Who is called in: exactly one. Refuses invalid "transfer_target" otherwise.
struct CallTarget {
    AgentId agent;
    QueueId queue;
    std::string number;
    PhoneId phone{};  // Of the agent's: it rings, wherever else they are.

    bool is_nobody() const { return agent.is_nil() && queue.is_nil() && number.empty(); }
};

// One's browser takes part; from its offer to our answer. In the place that rings for the agent,
// else in one of their own: the browser they had before leaves. Refuses conflict "not_served_yet",
// "call_full", and what Telephone::join refuses.
Task<Result<std::string>> join_call(App& app, Telephone& telephone, const Staff& staff, CallId call,
                                    std::string offer);
// A browser hears itself. For people only: forbidden "not_by_api_key".
Task<Result<std::string>> test_echo(App& app, Telephone& telephone, const Staff& staff,
                                    std::string offer);
// One's desk phone rings instead. Refuses not_found "phone_not_found".
Task<Result<CallAnswer>> ring_phone(App& app, const Staff& staff, CallId call, PhoneId phone);

Task<Result<CallAnswer>> hold_call(App& app, const Staff& staff, CallId call, bool held);
// Everybody hears everybody. Refuses conflict "nobody_consulted".
Task<Result<CallAnswer>> join_parties(App& app, const Staff& staff, CallId call);
// The contact is held while one more is asked. Refuses conflict "agent_away", "agent_busy",
// "nobody_free" (of the queue), "call_full", forbidden "number_not_allowed", not_found
// "agent_not_found", "queue_not_found", invalid "bad_phone", "transfer_target".
Task<Result<CallAnswer>> consult(App& app, const Staff& staff, CallId call, CallTarget target);
// To nobody named: to whom one consulted. Refuses what consult() and transfer_session() refuse, and
// conflict "nobody_consulted".
Task<Result<CallAnswer>> transfer_call(App& app, const Staff& staff, CallId call,
                                       CallTarget target);
// A party leaves; one's own ringing leg is declined by it. Refuses not_found "leg_not_found".
Task<Result<CallAnswer>> drop_leg(App& app, const Staff& staff, CallId call, LegId leg);
// For all by whoever serves it; a colleague who was called in only leaves.
Task<Result<CallAnswer>> hang_up(App& app, const Staff& staff, CallId call);
// Refuses conflict "not_recorded".
Task<Result<CallAnswer>> pause_recording(App& app, const Staff& staff, CallId call, bool paused);
// 1 … 32 of 0-9 A-D * #, to the contact, or while they are held to whom one consults. Refuses
// invalid "bad_keys".
Task<Result<>> press_keys(App& app, Telephone& telephone, const Staff& staff, CallId call,
                          std::string keys);

// Digits, and what people write between them. Refuses invalid "bad_phone".
Result<> check_dialled(std::string_view number);
// May a number be called? It is one of those the workspace allows. Refuses forbidden
// "number_not_allowed", invalid "bad_phone". Gives it as it is dialled.
Result<std::string> dialled_number(const VoiceSettings& settings, std::string_view number);

}  // namespace parley::app
