// Every operation of docs/guide/api.md, one function each; router.cpp says which path leads where.
#pragma once

#include "http/api/call.hpp"

namespace parley::http {

// sign_in_actions.cpp
Task<Result<Response>> get_setup(Call& call);
Task<Result<Response>> post_setup(Call& call);
Task<Result<Response>> post_sign_in(Call& call);
Task<Result<Response>> post_sign_out(Call& call);
Task<Result<Response>> get_me(Call& call);
Task<Result<Response>> post_presence(Call& call);
Task<Result<Response>> get_sign_ins(Call& call);
Task<Result<Response>> delete_sign_in(Call& call);
Task<Result<Response>> delete_wrap_up(Call& call);

// settings_actions.cpp
Task<Result<Response>> get_workspace(Call& call);
Task<Result<Response>> patch_workspace(Call& call);
Task<Result<Response>> get_channels(Call& call);
Task<Result<Response>> get_counts(Call& call);

// agent_actions.cpp
Task<Result<Response>> get_agents(Call& call);
Task<Result<Response>> get_agent(Call& call);
Task<Result<Response>> post_agent(Call& call);
Task<Result<Response>> patch_agent(Call& call);

// queue_actions.cpp
Task<Result<Response>> get_queues(Call& call);
Task<Result<Response>> get_queue(Call& call);
Task<Result<Response>> post_queue(Call& call);
Task<Result<Response>> patch_queue(Call& call);

// routing_actions.cpp
Task<Result<Response>> get_queue_state(Call& call);
Task<Result<Response>> get_session_routing(Call& call);

// inbox_actions.cpp
Task<Result<Response>> get_inboxes(Call& call);
Task<Result<Response>> get_inbox(Call& call);
Task<Result<Response>> post_inbox(Call& call);
Task<Result<Response>> patch_inbox(Call& call);

// api_key_actions.cpp
Task<Result<Response>> get_api_keys(Call& call);
Task<Result<Response>> post_api_key(Call& call);
Task<Result<Response>> delete_api_key(Call& call);

// session_actions.cpp
Task<Result<Response>> get_sessions(Call& call);
Task<Result<Response>> get_session(Call& call);
Task<Result<Response>> post_accept(Call& call);
Task<Result<Response>> post_decline(Call& call);
Task<Result<Response>> post_close(Call& call);
Task<Result<Response>> post_summary(Call& call);
Task<Result<Response>> post_transfer(Call& call);

// handling_actions.cpp
Task<Result<Response>> get_wrap_up_codes(Call& call);
Task<Result<Response>> post_wrap_up_code(Call& call);
Task<Result<Response>> patch_wrap_up_code(Call& call);
Task<Result<Response>> get_presence_reasons(Call& call);
Task<Result<Response>> post_presence_reason(Call& call);
Task<Result<Response>> patch_presence_reason(Call& call);
Task<Result<Response>> get_capacity_profiles(Call& call);
Task<Result<Response>> post_capacity_profile(Call& call);
Task<Result<Response>> patch_capacity_profile(Call& call);
Task<Result<Response>> delete_capacity_profile(Call& call);
Task<Result<Response>> post_pick(Call& call);
Task<Result<Response>> get_targets(Call& call);
Task<Result<Response>> post_callback(Call& call);
Task<Result<Response>> post_wrap_up(Call& call);
Task<Result<Response>> post_colleague(Call& call);
Task<Result<Response>> post_colleague_accept(Call& call);
Task<Result<Response>> post_colleague_decline(Call& call);
Task<Result<Response>> delete_colleague(Call& call);

// floor_actions.cpp
Task<Result<Response>> get_floor(Call& call);
Task<Result<Response>> post_agent_presence(Call& call);
Task<Result<Response>> post_agent_reassign(Call& call);
Task<Result<Response>> post_take(Call& call);
Task<Result<Response>> post_call_supervise(Call& call);
Task<Result<Response>> post_call_supervision(Call& call);

// conversation_actions.cpp
Task<Result<Response>> get_messages(Call& call);
Task<Result<Response>> post_message(Call& call);
Task<Result<Response>> post_read(Call& call);

// contact_actions.cpp
Task<Result<Response>> get_contact(Call& call);
Task<Result<Response>> patch_contact(Call& call);
Task<Result<Response>> get_contact_scheme(Call& call);
Task<Result<Response>> patch_contact_scheme(Call& call);
Task<Result<Response>> get_condition_catalogue(Call& call);
Task<Result<Response>> post_condition_words(Call& call);
Task<Result<Response>> get_priority_rules(Call& call);
Task<Result<Response>> patch_priority_rules(Call& call);
Task<Result<Response>> post_priority_rules_try(Call& call);
Task<Result<Response>> get_entry_rules(Call& call);
Task<Result<Response>> patch_entry_rules(Call& call);
Task<Result<Response>> post_entry_rules_try(Call& call);
Task<Result<Response>> get_calendars(Call& call);
Task<Result<Response>> post_calendar(Call& call);
Task<Result<Response>> get_calendar(Call& call);
Task<Result<Response>> patch_calendar(Call& call);
Task<Result<Response>> delete_calendar(Call& call);
Task<Result<Response>> post_calendar_preview(Call& call);
Task<Result<Response>> post_calendar_import(Call& call);
Task<Result<Response>> get_segments(Call& call);
Task<Result<Response>> patch_segments(Call& call);
Task<Result<Response>> get_segment_members(Call& call);
Task<Result<Response>> post_segment_preview(Call& call);

// search_actions.cpp
Task<Result<Response>> get_search(Call& call);

// report_actions.cpp
Task<Result<Response>> get_report(Call& call);
Task<Result<Response>> get_report_sheet(Call& call);
Task<Result<Response>> get_report_list(Call& call);
Task<Result<Response>> get_own_figures(Call& call);
Task<Result<Response>> get_code_report(Call& call);
Task<Result<Response>> get_presence_report(Call& call);

// attachment_actions.cpp
Task<Result<Response>> post_attachment(Call& call);
Task<Result<Response>> get_file(Call& call);
Task<Result<Response>> get_thumbnail(Call& call);

// visitor_actions.cpp
Task<Result<Response>> get_widget(Call& call);
Task<Result<Response>> post_visitor(Call& call);
Task<Result<Response>> get_visitor_messages(Call& call);
Task<Result<Response>> post_visitor_rating(Call& call);
Task<Result<Response>> post_visitor_end(Call& call);
Task<Result<Response>> post_visitor_callback(Call& call);

// contract_actions.cpp
Task<Result<Response>> get_contract(Call& call);
Task<Result<Response>> get_console(Call& call);

// event_actions.cpp
Task<Result<Response>> get_events(Call& call);

// webhook_actions.cpp
Task<Result<Response>> get_webhooks(Call& call);
Task<Result<Response>> get_webhook(Call& call);
Task<Result<Response>> post_webhook(Call& call);
Task<Result<Response>> patch_webhook(Call& call);
Task<Result<Response>> delete_webhook(Call& call);
Task<Result<Response>> post_webhook_secret(Call& call);
Task<Result<Response>> post_webhook_test(Call& call);
Task<Result<Response>> get_webhook_deliveries(Call& call);
Task<Result<Response>> post_delivery_replay(Call& call);
Task<Result<Response>> post_webhook_replay(Call& call);

// routing_hook_actions.cpp
Task<Result<Response>> get_routing_hook(Call& call);
Task<Result<Response>> patch_routing_hook(Call& call);
Task<Result<Response>> post_routing_hook_secret(Call& call);
Task<Result<Response>> post_routing_hook_trial(Call& call);

// health_actions.cpp
Task<Result<Response>> get_health(Call& call);
Task<Result<Response>> get_ready(Call& call);
Task<Result<Response>> get_metrics(Call& call);

// call_actions.cpp
Task<Result<Response>> get_calls(Call& call);
Task<Result<Response>> get_call(Call& call);
Task<Result<Response>> post_call(Call& call);
Task<Result<Response>> post_call_browser(Call& call);
Task<Result<Response>> post_call_phone(Call& call);
Task<Result<Response>> post_call_hold(Call& call);
Task<Result<Response>> post_call_keys(Call& call);
Task<Result<Response>> post_call_consult(Call& call);
Task<Result<Response>> post_call_conference(Call& call);
Task<Result<Response>> post_call_transfer(Call& call);
Task<Result<Response>> delete_call_leg(Call& call);
Task<Result<Response>> post_call_recording(Call& call);
Task<Result<Response>> post_call_hang_up(Call& call);
Task<Result<Response>> post_echo_test(Call& call);

// recording_actions.cpp
Task<Result<Response>> post_recording_play(Call& call);
Task<Result<Response>> get_recording_audio(Call& call);
Task<Result<Response>> get_recording_waveform(Call& call);
Task<Result<Response>> delete_recording(Call& call);

// line_actions.cpp
Task<Result<Response>> get_trunks(Call& call);
Task<Result<Response>> get_trunk(Call& call);
Task<Result<Response>> post_trunk(Call& call);
Task<Result<Response>> patch_trunk(Call& call);
Task<Result<Response>> delete_trunk(Call& call);
Task<Result<Response>> get_phones(Call& call);
Task<Result<Response>> get_own_phones(Call& call);
Task<Result<Response>> get_phone(Call& call);
Task<Result<Response>> post_phone(Call& call);
Task<Result<Response>> patch_phone(Call& call);
Task<Result<Response>> post_phone_password(Call& call);
Task<Result<Response>> delete_phone(Call& call);
Task<Result<Response>> get_phone_numbers(Call& call);
Task<Result<Response>> get_phone_number(Call& call);
Task<Result<Response>> post_phone_number(Call& call);
Task<Result<Response>> patch_phone_number(Call& call);
Task<Result<Response>> delete_phone_number(Call& call);
Task<Result<Response>> get_voice_settings(Call& call);
Task<Result<Response>> patch_voice_settings(Call& call);
Task<Result<Response>> get_voice(Call& call);

}  // namespace parley::http
