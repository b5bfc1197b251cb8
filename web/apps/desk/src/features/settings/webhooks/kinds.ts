import type { EventType } from '@parley/api'

/** Every kind of event, in groups a person can choose from. */
export const EVENT_GROUPS = {
  talk: ['message_posted', 'conversation_created', 'conversation_read'],
  session: [
    'session_opened',
    'session_queued',
    'session_offered',
    'session_offer_withdrawn',
    'session_assigned',
    'session_transferred',
    'session_closed',
    'session_summarized',
    'session_rated',
    'callback_requested',
    'callback_tried',
    'colleague_asked',
    'colleague_joined',
    'colleague_left',
  ],
  call: [
    'call_started',
    'call_updated',
    'call_ended',
    'call_supervised',
    'recording_played',
    'recording_deleted',
  ],
  contact: ['contact_created', 'contact_updated'],
  staff: [
    'agent_created',
    'agent_updated',
    'agent_presence_changed',
    'agent_wrap_up_started',
    'agent_wrap_up_extended',
    'agent_wrap_up_ended',
  ],
  floor: ['queue_alert_raised', 'queue_alert_cleared'],
  settings: [
    'workspace_created',
    'workspace_updated',
    'queue_created',
    'queue_updated',
    'inbox_created',
    'inbox_updated',
    'inbox_connected',
    'wrap_up_code_created',
    'wrap_up_code_updated',
    'capacity_profile_created',
    'capacity_profile_updated',
    'capacity_profile_deleted',
    'presence_reason_created',
    'presence_reason_updated',
    'webhook_created',
    'webhook_updated',
    'webhook_deleted',
    'api_key_created',
    'api_key_revoked',
    'trunk_created',
    'trunk_updated',
    'trunk_deleted',
    'phone_created',
    'phone_updated',
    'phone_deleted',
    'phone_number_created',
    'phone_number_updated',
    'phone_number_deleted',
    'voice_settings_updated',
    'contact_scheme_updated',
    'priority_rules_updated',
    'entry_rules_updated',
    'calendars_updated',
    'segments_updated',
    'routing_hook_updated',
  ],
} as const satisfies Record<string, readonly EventType[]>

type Grouped = (typeof EVENT_GROUPS)[keyof typeof EVENT_GROUPS][number]
// A kind that the server knows and no group has does not compile.
const ALL_GROUPED: Exclude<EventType, Grouped> extends never ? true : never = true
void ALL_GROUPED

export const GROUPS = Object.keys(EVENT_GROUPS) as (keyof typeof EVENT_GROUPS)[]
