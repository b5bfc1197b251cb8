// Generated from the server's described types by `parley contract typescript`. Do not edit by hand.

export const PROTOCOL_VERSION = 1

export type Id = string
/** Milliseconds since 1970-01-01 UTC; 0 means "never". */
export type EpochMs = number
export interface Page<T> { items: T[]; next_cursor: string | null }

export type Role = 'administrator' | 'supervisor' | 'agent'
export type Presence = 'offline' | 'away' | 'ready'
export type Strategy =
  | 'even_by_load' | 'even_by_work' | 'longest_idle' | 'least_loaded' | 'round_robin' | 'fixed_order'
  | 'weighted' | 'skill_level'
export type StepWhen = 'waited' | 'expected_wait' | 'service_level' | 'waiting' | 'staffed'
export type QueueAlert = 'waiting' | 'wait' | 'unstaffed'
export type WrapUpCodeUse = 'off' | 'optional' | 'required'
export type Picking = 'offered' | 'either' | 'picked'
export type CallbackState = 'waiting' | 'resting' | 'reached' | 'given_up'
export type ColleagueKind = 'transfer' | 'consult' | 'invite'
export type ColleagueState = 'asked' | 'joined' | 'ended'
export type RoutingDeed =
  | 'queued' | 'offered' | 'withdrawn' | 'assigned' | 'taken_back' | 'overflowed' | 'advised'
export type HookOutcome =
  | 'answered' | 'timed_out' | 'unreachable' | 'bad_status' | 'too_large' | 'bad_answer' | 'no_such_queue'
  | 'no_such_agent' | 'queue_closed' | 'queue_full' | 'secret_lost' | 'skipped' | 'too_many' | 'overtaken'
export type NextKind = 'hold_ends' | 'overflow_opens' | 'offer_expires' | 'step_begins'
export type SessionState = 'queued' | 'offered' | 'assigned' | 'closed'
export type CloseReason = 'none' | 'by_agent' | 'by_visitor' | 'abandoned' | 'not_reached'
export type SenderKind = 'visitor' | 'agent' | 'system'
export type MessageKind = 'text' | 'image' | 'file' | 'notice' | 'call'
export type Visibility = 'everyone' | 'staff'
export type IdentityKind = 'cookie' | 'email' | 'phone' | 'user'
export type FieldKind = 'text' | 'number' | 'date' | 'choice' | 'yes_no'
export type EventType =
  | 'workspace_created' | 'workspace_updated' | 'agent_created' | 'agent_updated' | 'agent_presence_changed'
  | 'agent_wrap_up_started' | 'agent_wrap_up_extended' | 'agent_wrap_up_ended' | 'queue_created'
  | 'queue_updated' | 'queue_alert_raised' | 'queue_alert_cleared' | 'inbox_created' | 'inbox_updated'
  | 'inbox_connected' | 'contact_created' | 'contact_updated' | 'conversation_created' | 'conversation_read'
  | 'session_opened' | 'session_queued' | 'session_offered' | 'session_offer_withdrawn' | 'session_assigned'
  | 'session_transferred' | 'session_closed' | 'session_summarized' | 'session_rated' | 'callback_requested'
  | 'callback_tried' | 'colleague_asked' | 'colleague_joined' | 'colleague_left' | 'message_posted'
  | 'wrap_up_code_created' | 'wrap_up_code_updated' | 'capacity_profile_created' | 'capacity_profile_updated'
  | 'capacity_profile_deleted' | 'presence_reason_created' | 'presence_reason_updated' | 'webhook_created'
  | 'webhook_updated' | 'webhook_deleted' | 'api_key_created' | 'api_key_revoked' | 'call_started'
  | 'call_updated' | 'call_ended' | 'call_supervised' | 'recording_played' | 'recording_deleted'
  | 'trunk_created' | 'trunk_updated' | 'trunk_deleted' | 'phone_created' | 'phone_updated' | 'phone_deleted'
  | 'phone_number_created' | 'phone_number_updated' | 'phone_number_deleted' | 'voice_settings_updated'
  | 'contact_scheme_updated' | 'priority_rules_updated' | 'entry_rules_updated' | 'calendars_updated'
  | 'segments_updated' | 'routing_hook_updated'
export type Permission =
  | 'session_serve' | 'session_read_all' | 'session_manage' | 'settings_read' | 'settings_write'
  | 'agent_manage' | 'call_dial' | 'recording_play' | 'recording_delete'
export type SessionList = 'mine' | 'queue' | 'all' | 'closed'
export type PreChatField = 'name' | 'email' | 'phone'
export type WebhookOff = 'no' | 'by_hand' | 'gone' | 'failing'
export type BreakerState = 'closed' | 'open' | 'half_open'
export type DeliveryState = 'pending' | 'delivered' | 'failed'
export type SendFailure =
  | 'none' | 'bad_status' | 'url_refused' | 'name_unknown' | 'address_refused' | 'connect_failed'
  | 'tls_failed' | 'timed_out' | 'broken_answer' | 'secret_lost' | 'event_gone'
export type KeyScope =
  | 'sessions_read' | 'sessions_write' | 'messages_read' | 'messages_write' | 'contacts_read'
  | 'contacts_write' | 'settings_read' | 'settings_write' | 'agents_read' | 'agents_write' | 'events_read'
export type CallDirection = 'inbound' | 'outbound'
export type CallState = 'waiting' | 'dialling' | 'talking' | 'held' | 'ended'
export type LegKind = 'contact' | 'agent' | 'outside' | 'supervisor'
export type LegMedium = 'trunk' | 'phone' | 'browser'
export type Supervision = 'none' | 'listen' | 'whisper' | 'barge'
export type LegState = 'ringing' | 'joining' | 'joined' | 'held' | 'leaving' | 'left'
export type LegCause =
  | 'none' | 'hung_up' | 'removed' | 'called_back' | 'transferred' | 'cancelled' | 'busy' | 'no_answer'
  | 'refused' | 'unknown_number' | 'unreachable' | 'no_common_codec' | 'dead_line' | 'lost' | 'failed'
export type VoiceCodec = 'pcma' | 'pcmu' | 'g722' | 'opus'
export type RecordingState = 'running' | 'paused' | 'kept' | 'deleted'
export type PresenceKind = 'rest' | 'meeting' | 'training' | 'other'
export type SipTransport = 'udp' | 'tcp' | 'tls'
export type Srtp = 'off' | 'optional' | 'required'
export type CallerIdHeader = 'from' | 'p_asserted_identity'
export type TrunkState = 'unknown' | 'up' | 'down' | 'refused'
export type ReportBy = 'total' | 'time' | 'queue' | 'agent' | 'inbox' | 'channel'
export type Grain = 'quarter' | 'hour' | 'day' | 'month'
export type Unit = 'count' | 'share' | 'duration' | 'number'
export type FactType = 'text' | 'number' | 'yes_no' | 'text_set' | 'moment' | 'duration'
export type Answer = 'no' | 'yes' | 'unknown'
export type LeftOut =
  | 'unsupported_rule' | 'unsupported_property' | 'unknown_time_zone' | 'cancelled' | 'other_component'
export type ClosedTreatment = 'leave_message' | 'other_queue' | 'turn_away'
export type FullTreatment = 'turn_away' | 'leave_message' | 'call_back'

// ---------------------------------------------------------------- resources

export interface Problem {
  type: string
  title: string
  status: number
  /** Stable; listed in docs/guide/errors.md. */
  code: string
  detail: string
  /** JSON pointer of the offending input, or "". */
  field: string
  request_id: string
}
export interface Workspace {
  id: Id
  name: string
  locale: string
  time_zone: string
  demo: boolean
  created_at: EpochMs
  version: string
}
export interface Skill { name: string; level: number }
export interface Post {
  queue_id: Id
  /** fixed_order: 1 is asked first. */
  rank: number
  /** weighted, even_by_work: 20 is given twice as much as 10. */
  weight: number
  /** Which of their queues an agent who gets free serves first. */
  precedence: number
}
export interface Agent {
  id: Id
  name: string
  email: string
  role: Role
  capacity: number
  capacity_profile_id: Id | null
  skills: Skill[]
  queue_ids: Id[]
  posts: Post[]
  active: boolean
  presence: Presence
  presence_reason: string
  presence_since: EpochMs
  /** 0, or past: they are not wrapping up. */
  wrap_up_until: EpochMs
  /** Whose item they wrap up; else of the last time. */
  wrap_up_queue_id: Id | null
  /** How often they have made it longer. */
  wrap_up_extensions: number
  created_at: EpochMs
  /** As Queue.version; one's presence and wrap-up do not count. */
  version: string
}
export interface SkillLimit { name: string; level: number }
export interface QueueStep {
  /** waited: an item has waited `enter` seconds. The others concern the queue: expected_wait and waiting begin above `enter` and end at `leave`, service_level and staffed below it. */
  when: StepWhen
  enter: number
  leave: number
  /** service_level: of how many sessions. */
  last: number
  /** No more than these levels is asked; 0: the skill is not asked. */
  relax: SkillLimit[]
  backup_queue_ids: Id[]
  /** Head start over other sessions. */
  boost_seconds: number
}
export interface Queue {
  id: Id
  name: string
  strategy: Strategy
  skills: string[]
  share: number
  offer_seconds: number
  overflow_queue_id: Id | null
  overflow_after_seconds: number
  wrap_up_seconds: number
  /** 0: no place to wait; a session enters only if an agent can be asked. */
  waiting_max: number
  /** How long a session is held for the agent its contact had last; 0: not at all. */
  familiar_seconds: number
  /** What the service level counts as answered in time. */
  answer_seconds: number
  steps: QueueStep[]
  /** Supervisors are told when more wait; 0: not watched. */
  alert_waiting: number
  /** Or somebody waits longer; 0: not watched. */
  alert_wait_seconds: number
  /** Or somebody waits and nobody is ready. */
  alert_unstaffed: boolean
  /** Raised just now. */
  alerts: QueueAlert[]
  /** Open by this one; null: always. */
  calendar_id: Id | null
  /** What becomes of who comes while it is closed. */
  closed: ClosedTreatment
  closed_text: string
  closed_queue_id: Id | null
  wrap_up_codes: WrapUpCodeUse
  wrap_up_extensions_max: number
  wrap_up_extend_seconds: number
  guest_share: number
  picking: Picking
  interruptible: boolean
  /** What becomes of who comes while it and its back-up are full. */
  when_full: FullTreatment
  left_messages_max: number
  callback_attempts_max: number
  callback_retry_seconds: number
  /** Of who waits by telephone and wants to be called back; empty: none. */
  callback_key: string
  active: boolean
  created_at: EpochMs
  /** Changes with whatever a PATCH can change. As If-Match: a change made meanwhile is not undone. */
  version: string
}
export interface Inbox {
  id: Id
  channel: string
  name: string
  public_key: string
  queue_id: Id
  greeting: string
  locale: string
  accent: string
  domains: string[]
  pre_chat: PreChatField[]
  active: boolean
  /** When the widget was last loaded; 0: never seen. */
  connected_at: EpochMs
  created_at: EpochMs
  version: string
}
export interface ChannelCapabilities {
  text: boolean
  image: boolean
  file: boolean
  typing: boolean
  read_receipts: boolean
  rating: boolean
  snippet: boolean
  voice: boolean
  text_max: number
  file_bytes_max: number
}
export interface Channel { key: string; name: Record<string, string>; capabilities: ChannelCapabilities }
export interface Contact {
  id: Id
  name: string
  email: string
  phone: string
  note: string
  locale: string
  vip_level: number
  tag_ids: Id[]
  /** By the keys of the contact scheme; a number, a date (2026-10-01) and yes or no are texts. */
  fields: Record<string, string>
  created_at: EpochMs
  last_seen_at: EpochMs
  version: string
}
export interface Identity {
  id: Id
  kind: IdentityKind
  value: string
  verified: boolean
  created_at: EpochMs
}
export interface Source { page_url: string; page_title: string; referrer: string }
export interface Rating { score: number; comment: string; tags: string[]; at: EpochMs }
export interface Attachment {
  id: Id
  name: string
  media_type: string
  size: number
  width: number
  height: number
  /** Unguessable paths on this server. thumbnail_url is "" where there is none. */
  url: string
  thumbnail_url: string
}
export interface Message {
  id: Id
  conversation_id: Id
  session_id: Id
  /** 1, 2, 3 … in the conversation. A visitor's view skips the numbers of private notes. */
  seq: number
  sender: SenderKind
  /** Contact or agent; null for system. */
  sender_id: Id | null
  /** An agent's name as visitors may see it; "" for visitor and system. */
  sender_name: string
  kind: MessageKind
  visibility: Visibility
  /** For a notice: its key (session_queued, session_assigned, session_transferred, session_closed, left_message, colleague_joined, colleague_left, callback_requested). */
  text: string
  attachment: Attachment | null
  client_msg_id: string
  created_at: EpochMs
}
export interface Offer { agent_id: Id; number: number; expires_at: EpochMs }
export interface WrapUpCode { id: Id; name: string; active: boolean; created_at: EpochMs; version: string }
export interface PresenceReason {
  id: Id
  /** What a presence is set with, and what is kept of it: never changes. */
  word: string
  name: string
  kind: PresenceKind
  /** Counts as work, though nobody is served meanwhile. */
  productive: boolean
  /** Longer is too long; 0: no limit. */
  minutes_max: number
  precedence: number
  active: boolean
  created_at: EpochMs
  version: string
}
export interface ChannelShare { channel: string; share: number }
export interface CapacityProfile {
  id: Id
  name: string
  shares: ChannelShare[]
  created_at: EpochMs
  version: string
}
export interface Colleague {
  id: Id
  kind: ColleagueKind
  state: ColleagueState
  agent_id: Id
  asked_by: Id
  share: number
  asked_at: EpochMs
  /** Of the question. */
  expires_at: EpochMs
  /** 0: not yet. */
  joined_at: EpochMs
}
export interface Callback {
  number: string
  state: CallbackState
  attempts: number
  requested_at: EpochMs
  /** While it rests: when it waits again. */
  due_at: EpochMs
}
export interface Session {
  id: Id
  conversation_id: Id
  inbox_id: Id
  channel: string
  contact_id: Id
  contact_name: string
  contact_locale: string
  queue_id: Id
  agent_id: Id | null
  state: SessionState
  left_message: boolean
  offer: Offer | null
  /** Of an agent's capacity, while it is open; then 0. */
  share: number
  /** Its head start: so much longer it counts as having waited. */
  boost_ms: number
  source: Source
  opened_at: EpochMs
  assigned_at: EpochMs
  first_reply_at: EpochMs
  closed_at: EpochMs
  close_reason: CloseReason
  summary: string
  resolved: boolean
  wrap_up_code_ids: Id[]
  /** Asked about it or taking part in it; empty once it is closed. */
  colleagues: Colleague[]
  callback: Callback | null
  rating: Rating | null
  /** Newest message that is no notice, if any (staff see notes too). */
  last_message: Message | null
  /** Read marks of the conversation; unread = visitor messages with seq > agent_read. */
  agent_read: number
  visitor_read: number
  unread: number
  /** Event number of the last change of the session; an older view must not replace a newer one. */
  version: number
}
export interface FloorItem {
  session_id: Id
  share: number
  entered_at: EpochMs
  /** Its head start: so much longer it counts as having waited. */
  boost_ms: number
}
export interface FloorAgent {
  id: Id
  presence: Presence
  presence_reason: string
  presence_since: EpochMs
  wrap_up_until: EpochMs
  capacity: number
  /** Shares, of what is served and offered, and of parts in others' sessions. */
  load: number
  served: FloorItem[]
  offered: FloorItem[]
  /** Parts in others' sessions, as an adviser or a guest. */
  besides: FloorItem[]
}
export interface FloorQueue {
  id: Id
  /** Agents ready who could be offered its work, busy or not. */
  staffed: number
  /** Since when the one waits who waits longest; 0: nobody does. */
  waiting_since: EpochMs
  /** In order: the first is served next. */
  waiting: FloorItem[]
  offered: FloorItem[]
}
export interface Floor {
  /** The event it is true at: those with greater numbers keep it true. */
  seq: number
  at: EpochMs
  agents: FloorAgent[]
  queues: FloorQueue[]
}
export interface Reassigned { sessions: number }
export interface WaitRange { least_ms: number; middle_ms: number; most_ms: number; longer: boolean }
export interface QueueState {
  queue_id: Id
  waiting: number
  serving: number
  staffed: number
  steps: number[]
  expected: WaitRange | null
  service_ms: number | null
  in_time_percent: number | null
  announced: number
  abandoned: number
  longer: number
  error_p50_ms: number
  error_p90_ms: number
}
export interface RoutingAgents {
  all: number
  off_duty: number
  lacks_skill: number
  wrapping_up: number
  no_room: number
}
export interface RoutingAhead { returned: number; boosted: number; older: number }
export interface RoutingNext { kind: NextKind; at: EpochMs; queue_id: Id; step: number }
export interface RoutingPlace {
  position: number
  ahead: RoutingAhead
  boost_ms: number
  off_duty: number
  lacks_skill: number
  wrapping_up: number
  no_room: number
}
export interface RoutingDecision {
  number: number
  at: EpochMs
  deed: RoutingDeed
  queue_id: Id | null
  agent_id: Id | null
  reason: string
  rule: string
  place: RoutingPlace | null
  strategy: Strategy | null
  candidates: number
  load: number
  idle_since: EpochMs
  familiar: boolean
  took_ms: number
  head_start_ms: number
}
export interface RoutingHeadStart { rule: string; seconds: number }
export interface SessionRouting {
  session_id: Id
  position: number | null
  ahead: RoutingAhead
  effective_age_ms: number
  boost_ms: number
  head_starts: RoutingHeadStart[]
  /** The rule that sent it here; empty: the inbox's own queue. */
  entry_rule: string
  queue_ids: Id[]
  asks: SkillLimit[]
  unmet: string[]
  steps: number[]
  agents: RoutingAgents
  expected: WaitRange | null
  next: RoutingNext | null
  decisions: RoutingDecision[]
}
export interface TargetAgent {
  agent_id: Id
  presence: Presence
  wraps_up: boolean
  capacity: number
  load: number
}
export interface TargetQueue {
  queue_id: Id
  waiting: number
  /** Agents ready who could be offered its work, busy or not. */
  staffed: number
  expected: WaitRange | null
}
export interface Targets { agents: TargetAgent[]; queues: TargetQueue[] }
export interface SignIn {
  id: Id
  created_at: EpochMs
  last_seen_at: EpochMs
  user_agent: string
  address: string
  current: boolean
}
export interface Counts { mine: number; queue: number; all: number; mine_unread: number }
export interface Limits {
  text_max: number
  file_bytes_max: number
  /** Files picked at once; each is sent as a message of its own. */
  attachments_max: number
}
export interface ApiKey {
  id: Id
  name: string
  /** The first letters of the secret, to know it by. */
  prefix: string
  scopes: KeyScope[]
  /** As whom the key acts: what it may is bounded by their role and its scopes. */
  agent_id: Id
  made_by: Id
  created_at: EpochMs
  /** 0: never. */
  expires_at: EpochMs
  last_used_at: EpochMs
  revoked_at: EpochMs
}
export interface MadeApiKey {
  key: ApiKey
  /** Shown this once; only its hash is kept. Sent as `Authorization: Bearer`. */
  secret: string
}
export interface Me {
  agent: Agent
  workspace: Workspace
  permissions: Permission[]
  sign_in_id: Id
  limits: Limits
  /** By which key a program asks; absent for people. */
  api_key?: ApiKey
}
export interface DemoLogin { name: string; email: string; password: string; role: Role }
export interface Setup {
  /** True until the first workspace exists: show the first-run wizard. */
  needed: boolean
  demo_logins: DemoLogin[]
  version: string
}
export interface SearchHit {
  message: Message
  session: Session
  /** [start, end) in UTF-16 units of message.text */
  highlights: [number, number][]
}
export interface ContactDetail { contact: Contact; identities: Identity[]; sessions: Session[] }
export interface Webhook {
  id: Id
  url: string
  description: string
  /** Empty: every type. */
  events: EventType[]
  active: boolean
  /** Why it is not active: by_hand, gone (it answered 410) or failing (for five days). */
  off_reason: WebhookOff
  /** open: nothing is sent until open_until; half_open: one delivery is let through. */
  breaker: BreakerState
  /** In a row, since failing_since. */
  failures: number
  failing_since: EpochMs
  open_until: EpochMs
  succeeded_at: EpochMs
  /** Until then the secret before the last rotation signs too. */
  former_secret_until: EpochMs
  created_at: EpochMs
  /** As Queue.version; how its receiver fares does not count. */
  version: string
}
export interface WebhookMade {
  webhook: Webhook
  /** whsec_…; told this once. */
  secret: string
}
export interface WebhookDelivery {
  /** The receiver is told it as webhook-id, the same at every attempt. */
  id: Id
  webhook_id: Id
  /** 0: a test. */
  event_seq: number
  /** An event's type, or "test". */
  event: string
  state: DeliveryState
  attempts: number
  created_at: EpochMs
  /** While pending. */
  next_attempt_at: EpochMs
  attempted_at: EpochMs
  took_ms: number
  /** Of the last attempt's answer; 0: none came. */
  status: number
  failure: SendFailure
  /** The beginning of that answer's body. */
  answer: string
}
export interface WebhookReplayed {
  count: number
  /** There are more such; ask again. */
  more: boolean
}
export interface RoutingHookHealth {
  asked: number
  answered: number
  failed: number
  skipped: number
  failures: number
  skipped_until: EpochMs
  answered_at: EpochMs
  failed_at: EpochMs
  last_failure: HookOutcome | null
  took_ms: number
}
export interface RoutingHook {
  active: boolean
  url: string
  timeout_ms: number
  queue_ids: Id[]
  has_secret: boolean
  secret: string
  health: RoutingHookHealth
  version: string
}
export interface RoutingAdvice {
  queue_id: Id | null
  agent_id: Id | null
  head_start_seconds: number
  skills: SkillLimit[]
}
export interface RoutingHookTrial {
  outcome: HookOutcome
  took_ms: number
  status: number
  failure: SendFailure
  request: string
  answer: string
  wrong: string
  advice: RoutingAdvice | null
}
export interface Readiness { ready: boolean; reasons: string[] }
export interface Tag { id: Id; name: string; colour: string }
export interface ContactField {
  /** For ever: conditions name it as contact.field.<key>. */
  key: string
  name: string
  kind: FieldKind
  /** Of a choice alone. */
  choices: string[]
}
export interface ContactScheme { tags: Tag[]; fields: ContactField[]; version: string }
export type Comparison =
  | 'is' | 'is_not' | 'contains' | 'starts_with' | 'one_of' | 'equals' | 'differs' | 'at_least' | 'at_most'
  | 'more_than' | 'less_than' | 'between' | 'yes' | 'no' | 'has' | 'has_all' | 'has_none' | 'older_than'
  | 'within_last' | 'longer_than' | 'shorter_than'
export interface FactTest {
  fact: string
  test: Comparison
  value?: string | number
  values?: string[]
  from?: number
  to?: number
  seconds?: number
}
export interface DayTimeTest { time_from: string; time_to: string; zone?: string }
export interface WeekdayTest { weekdays: string[]; zone?: string }
export interface CalendarTest { within_calendar: string }
export interface HappenedTest {
  happened: string
  test: Comparison
  times: number
  today?: boolean
  within_seconds?: number
  zone?: string
  same?: string
}
/** docs/guide/conditions.md */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | FactTest
  | DayTimeTest
  | WeekdayTest
  | CalendarTest
  | HappenedTest
export interface Said { en: string; zh: string }
export interface FactInfo { name: string; type: FactType; words: Said; meaning: Said }
export interface HappeningInfo { name: string; words: Said; meaning: Said; attributes: string[] }
export interface ConditionCatalogue { facts: FactInfo[]; happenings: HappeningInfo[] }
export interface PriorityRule {
  name: string
  when: Condition
  seconds: number
  /** A fact that is a number: the seconds count once for each. Empty: they are given once. */
  each: string
  active: boolean
}
export interface PriorityRules {
  /** Of the sum: also the longest that anybody is overtaken for. */
  seconds_max: number
  rules: PriorityRule[]
  /** Each rule's condition in words. */
  said: Said[]
  version: string
}
export interface EntryRule {
  name: string
  when: Condition
  /** Absent: the inbox's own queue. */
  queue_id?: Id
  /** It is held for them, as for a familiar agent; then anybody. */
  agent_id?: Id
  active: boolean
}
export interface EntryRules { rules: EntryRule[]; said: Said[]; version: string }
export interface TestTrial {
  path: string
  en: string
  zh: string
  answer: Answer
  /** Asked last: it settled whether the rule holds. */
  decided: boolean
}
export interface RuleTrial {
  name: string
  active: boolean
  holds: boolean
  seconds: number
  tests: TestTrial[]
}
export interface PriorityTrial { seconds: number; is_bounded: boolean; rules: RuleTrial[] }
export interface EntryTrial {
  /** Place of the rule that decides; null: the inbox's own queue. */
  taken: number | null
  queue_id: Id
  agent_id: Id | null
  rules: RuleTrial[]
}
/** A `to` that is not later than its `from` is of the next day. */
export interface OpenHours { from: string; to: string }
export interface CalendarException {
  first: string
  last: string
  name: string
  hours: OpenHours[]
}
/** A day left out of `week` is closed; an empty zone is the workspace's. */
export interface CalendarTerms {
  zone: string
  week: Record<string, OpenHours[]>
  exceptions: CalendarException[]
}
export interface Calendar {
  id: Id
  name: string
  terms: CalendarTerms
  created_at: EpochMs
  version: string
}
export interface OpenStretch { begin_at: EpochMs; end_at: EpochMs }
export interface CalendarPreview {
  is_open: boolean
  now: EpochMs
  next_change_at: EpochMs
  zone: string
  offset_seconds: number
  exception: string
  open: OpenStretch[]
}
export interface LeftOutEvent { line: number; why: LeftOut; name: string }
export interface CalendarImport { terms: CalendarTerms; taken: number; left_out: LeftOutEvent[] }
export interface Segment { id: Id; name: string; when: Condition }
export interface Segments { segments: Segment[]; said: Said[]; version: string }
export interface SegmentMembers {
  count: number
  /** Every contact was looked at, not only the first of them. */
  is_whole: boolean
  looked_at: number
  newest: Contact[]
}
export interface LegQuality { packets: number; lost: number; jitter_us: number; mos_percent: number }
export interface Leg {
  id: Id
  place: number
  kind: LegKind
  medium: LegMedium
  agent_id: Id | null
  /** Of a supervisor's leg; else none. */
  supervision: Supervision
  number: string
  state: LegState
  started_at: EpochMs
  joined_at: EpochMs
  left_at: EpochMs
  cause: LegCause
  status: number
  codec: VoiceCodec
  encrypted: boolean
  quality: LegQuality | null
}
export interface Recording {
  id: Id
  state: RecordingState
  started_at: EpochMs
  ended_at: EpochMs
  duration_ms: number
  bytes: number
  delete_at: EpochMs
}
export interface Call {
  id: Id
  session_id: Id
  conversation_id: Id
  inbox_id: Id
  contact_id: Id
  message_id: Id
  dialled_by: Id | null
  direction: CallDirection
  state: CallState
  number: string
  own_number: string
  is_held: boolean
  is_conference: boolean
  is_handed_on: boolean
  legs: Leg[]
  recordings: Recording[]
  started_at: EpochMs
  answered_at: EpochMs
  ended_at: EpochMs
  cause: LegCause
  version: number
}
export interface BrowserAnswer { answer: string }
export interface Play { url: string; expires_at: EpochMs }
export interface Waveform { left: number[]; right: number[] }
export interface Trunk {
  id: Id
  name: string
  transport: SipTransport
  host: string
  port: number
  user: string
  has_password: boolean
  registers: boolean
  sources: string[]
  srtp: Srtp
  codecs: VoiceCodec[]
  caller_id: CallerIdHeader
  ca: string
  calls_max: number
  active: boolean
  state: TrunkState
  state_reason: string
  created_at: EpochMs
  version: string
}
export interface Phone {
  id: Id
  name: string
  agent_id: Id
  user: string
  rings: boolean
  active: boolean
  registered: boolean
  address: string
  user_agent: string
  created_at: EpochMs
  version: string
}
export interface PhoneMade { phone: Phone; password: string }
export interface PhoneNumber {
  id: Id
  number: string
  inbox_id: Id
  trunk_ids: Id[]
  outbound: boolean
  prefixes: string[]
  active: boolean
  created_at: EpochMs
  version: string
}
export interface VoiceSettings {
  recording: boolean
  retention_days: number
  country: string
  allowed_prefixes: string[]
  call_share: number
  calls_max: number
  agent_calls_max: number
  agent_minutes_max: number
  version: string
}
export interface VoiceStatus { available: boolean; server: string }
export interface ReportFigure { id: string; unit: Unit; scale: number; has_list: boolean }
export interface ReportValue { value: number | null; top?: number; bottom?: number; approximate?: boolean }
export interface ReportRow {
  id?: string
  name?: string
  from?: EpochMs
  to?: EpochMs
  values: ReportValue[]
}
export interface Report {
  from: EpochMs
  to: EpochMs
  by: ReportBy
  step: Grain
  threshold_seconds: number
  short_seconds: number
  good_score: number
  figures: ReportFigure[]
  rows: ReportRow[]
  total: ReportValue[]
  read_up_to: number
}
export interface CodeUse {
  wrap_up_code_id: Id
  name: string
  sessions: number
  resolved: number
  /** From assigned to closed, all together. */
  served_ms: number
}
export interface CodeReport { from: EpochMs; to: EpochMs; rows: CodeUse[]; closed: number }
export interface PresenceUse {
  /** A reason's word, one of ours such as no_answer, or empty. */
  reason: string
  name: string
  kind: PresenceKind
  productive: boolean
  times: number
  spent_ms: number
  longest_ms: number
}
export interface PresenceReport { from: EpochMs; to: EpochMs; ready_ms: number; rows: PresenceUse[] }
export interface CountedSession {
  session_id: Id
  counted_at: EpochMs
  opened_at: EpochMs
  assigned_at: EpochMs | null
  first_human_at: EpochMs | null
  closed_at: EpochMs | null
  contact_id: Id
  queue_id: Id | null
  inbox_id: Id | null
  agent_id: Id | null
  messages_contact: number
  messages_human: number
  rounds: number
  score: number | null
  valid: boolean
  resolved: boolean
  wrap_up_code_ids: Id[]
}
export interface CountedSessions { items: CountedSession[]; next_cursor: string | null; total: number }

// ---------------------------------------------------------------- bodies of requests

export interface SetupBody {
  company: string
  locale: string
  time_zone: string
  name: string
  email: string
  password: string
}
export interface SignInBody { email: string; password: string }
export interface WorkspacePatch { name?: string; locale?: string; time_zone?: string }
export interface AgentBody {
  name: string
  email: string
  password: string
  role: Role
  capacity?: number
  capacity_profile_id?: Id | null
  skills?: Skill[]
  queue_ids?: Id[]
  posts?: Post[]
}
export interface AgentPatch {
  name?: string
  role?: Role
  capacity?: number
  capacity_profile_id?: Id | null
  skills?: Skill[]
  queue_ids?: Id[]
  posts?: Post[]
  active?: boolean
  password?: string
}
export interface QueueBody {
  name: string
  strategy?: Strategy
  skills?: string[]
  share?: number
  offer_seconds?: number
  overflow_queue_id?: Id | null
  overflow_after_seconds?: number
  wrap_up_seconds?: number
  waiting_max?: number
  familiar_seconds?: number
  answer_seconds?: number
  steps?: QueueStep[]
  alert_waiting?: number
  alert_wait_seconds?: number
  alert_unstaffed?: boolean
  calendar_id?: Id | null
  closed?: ClosedTreatment
  closed_text?: string
  closed_queue_id?: Id | null
  wrap_up_codes?: WrapUpCodeUse
  wrap_up_extensions_max?: number
  wrap_up_extend_seconds?: number
  guest_share?: number
  picking?: Picking
  interruptible?: boolean
  when_full?: FullTreatment
  left_messages_max?: number
  callback_attempts_max?: number
  callback_retry_seconds?: number
  callback_key?: string
}
export interface QueuePatch {
  name?: string
  strategy?: Strategy
  skills?: string[]
  share?: number
  offer_seconds?: number
  overflow_queue_id?: Id | null
  overflow_after_seconds?: number
  wrap_up_seconds?: number
  waiting_max?: number
  familiar_seconds?: number
  answer_seconds?: number
  steps?: QueueStep[]
  alert_waiting?: number
  alert_wait_seconds?: number
  alert_unstaffed?: boolean
  calendar_id?: Id | null
  closed?: ClosedTreatment
  closed_text?: string
  closed_queue_id?: Id | null
  wrap_up_codes?: WrapUpCodeUse
  wrap_up_extensions_max?: number
  wrap_up_extend_seconds?: number
  guest_share?: number
  picking?: Picking
  interruptible?: boolean
  when_full?: FullTreatment
  left_messages_max?: number
  callback_attempts_max?: number
  callback_retry_seconds?: number
  callback_key?: string
  active?: boolean
}
export interface InboxBody {
  name: string
  channel?: string
  queue_id: Id
  greeting?: string
  locale?: string
  accent?: string
  domains?: string[]
  pre_chat?: PreChatField[]
}
export interface InboxPatch {
  name?: string
  queue_id?: Id
  greeting?: string
  locale?: string
  accent?: string
  domains?: string[]
  pre_chat?: PreChatField[]
  active?: boolean
}
export interface ContactPatch {
  name?: string
  email?: string
  phone?: string
  note?: string
  vip_level?: number
  tag_ids?: Id[]
  /** Only those named change; an empty text takes one away. */
  fields?: Record<string, string>
}
export interface ApiKeyBody {
  name: string
  scopes: KeyScope[]
  /** Absent: whoever makes it. */
  agent_id?: Id
  /** Absent or 0: never. */
  expires_at?: EpochMs
}
export interface MessageBody {
  client_msg_id: string
  text?: string
  attachment_id?: Id | null
  visibility?: Visibility
}
export interface ReadBody { seq: number }
export interface PresenceBody { presence: Presence; reason?: string }
export interface OfferBody { offer: number }
export interface CloseBody { summary?: string; resolved?: boolean; wrap_up_code_ids?: Id[] }
export interface SummaryBody { summary: string; resolved?: boolean; wrap_up_code_ids?: Id[] }
export interface TransferBody { queue_id?: Id; agent_id?: Id; note?: string }
export interface ColleagueBody { agent_id: Id; kind: ColleagueKind; note?: string }
export interface CallbackBody { number: string }
export interface WrapUpCodeBody { name: string }
export interface WrapUpCodePatch { name?: string; active?: boolean }
export interface PresenceReasonBody {
  name: string
  kind?: PresenceKind
  productive?: boolean
  minutes_max?: number
  precedence?: number
}
export interface PresenceReasonPatch {
  name?: string
  kind?: PresenceKind
  productive?: boolean
  minutes_max?: number
  precedence?: number
  active?: boolean
}
export interface CapacityProfileBody { name: string; shares?: ChannelShare[] }
export interface CapacityProfilePatch { name?: string; shares?: ChannelShare[] }
/** At most one of the two; neither: each back to its own queue. */
export interface ReassignBody { queue_id?: Id; agent_id?: Id }
export interface RatingBody { session_id: Id; score: number; comment?: string; tags?: string[] }
export interface DialBody {
  number?: string
  contact_id?: Id
  conversation_id?: Id
  inbox_id?: Id
  own_number_id?: Id
  phone_id?: Id
  callback_session_id?: Id
}
export interface BrowserBody { offer: string }
export interface SuperviseBody { mode: Supervision; offer: string }
export interface SupervisionBody { mode: Supervision }
export interface RingPhoneBody { phone_id: Id }
export interface HoldBody { held: boolean }
export interface PauseBody { paused: boolean }
export interface KeysBody { keys: string }
export interface CallTargetBody { agent_id?: Id; queue_id?: Id; number?: string }
export interface TrunkBody {
  name: string
  host: string
  transport?: SipTransport
  port?: number
  user?: string
  password?: string
  registers?: boolean
  sources?: string[]
  srtp?: Srtp
  codecs?: VoiceCodec[]
  caller_id?: CallerIdHeader
  ca?: string
  calls_max?: number
}
export interface TrunkPatch {
  name?: string
  host?: string
  transport?: SipTransport
  port?: number
  user?: string
  password?: string
  registers?: boolean
  sources?: string[]
  srtp?: Srtp
  codecs?: VoiceCodec[]
  caller_id?: CallerIdHeader
  ca?: string
  calls_max?: number
  active?: boolean
}
export interface PhoneBody { name: string; agent_id: Id; rings?: boolean }
export interface PhonePatch { name?: string; agent_id?: Id; rings?: boolean; active?: boolean }
export interface PhoneNumberBody {
  number: string
  inbox_id: Id
  trunk_ids?: Id[]
  outbound?: boolean
  prefixes?: string[]
}
export interface PhoneNumberPatch {
  inbox_id?: Id
  trunk_ids?: Id[]
  outbound?: boolean
  prefixes?: string[]
  active?: boolean
}
export interface VoiceSettingsPatch {
  recording?: boolean
  retention_days?: number
  country?: string
  allowed_prefixes?: string[]
  call_share?: number
  calls_max?: number
  agent_calls_max?: number
  agent_minutes_max?: number
}
export interface WebhookBody { url: string; description?: string; events?: EventType[] }
export interface WebhookPatch { url?: string; description?: string; events?: EventType[]; active?: boolean }
/** Which deliveries of the log: by number of their event and by state. */
export interface WebhookReplayBody { first_seq?: number; last_seq?: number; state?: DeliveryState }
export interface RoutingHookPatch { active?: boolean; url?: string; timeout_ms?: number; queue_ids?: Id[] }
export interface RoutingHookTrialBody { inbox_id?: Id; message?: string }
export interface TagBody { id?: Id; name: string; colour: string }
export interface ContactSchemePatch { tags?: TagBody[]; fields?: ContactField[] }
export interface ConditionBody { condition: Condition }
export interface PriorityRulesPatch { seconds_max?: number; rules?: PriorityRule[] }
export interface PriorityTrialBody {
  contact_id: Id
  inbox_id?: Id
  queue_id?: Id
  seconds_max?: number
  rules?: PriorityRule[]
}
export interface EntryRulesPatch { rules: EntryRule[] }
export interface EntryTrialBody { contact_id: Id; inbox_id?: Id; rules?: EntryRule[] }
export interface CalendarBody { name: string; terms: CalendarTerms }
export interface CalendarPatch { name?: string; terms?: CalendarTerms }
export interface CalendarPreviewBody { terms: CalendarTerms }
export interface CalendarImportBody { terms: CalendarTerms; text: string; opens: boolean }
export interface SegmentBody { id?: Id; name: string; when: Condition }
export interface SegmentsPatch { segments: SegmentBody[] }

// ---------------------------------------------------------------- visitor side

export interface WidgetConfig {
  company: string
  inbox_name: string
  greeting: string
  locale: string
  accent: string
  pre_chat: PreChatField[]
  demo: boolean
  /** Somebody of the inbox's queue is present (ready or away): false shows the leave-message form. */
  staffed: boolean
  /** Said while the queue is closed; "": the page's own words. */
  closed_text: string
  /** It is closed, and no message is taken. */
  turns_away: boolean
  callbacks: boolean
  capabilities: ChannelCapabilities
}
export interface VisitorBody {
  inbox_key: string
  locale: string
  name?: string
  email?: string
  phone?: string
}
/** The credential: keep `secret` secret. Sent as `Authorization: Visitor <visitor_id>.<secret>` or in `hello`. */
export interface VisitorCredential { visitor_id: string; secret: string }
export interface VisitorSession {
  id: Id
  state: SessionState
  left_message: boolean
  agent_id: Id | null
  agent_name: string
  opened_at: EpochMs
  closed_at: EpochMs
  close_reason: CloseReason
  rating: Rating | null
  callback_number: string | null
  version: number
}

// ---------------------------------------------------------------- realtime frames of a client (docs/guide/realtime.md)

export interface HelloVisitor { visitor_id: string; secret: string; inbox_key: string }
export interface HelloFrame {
  type: 'hello'
  protocol: number
  /** Absent for staff, who are known by their sign-in cookie. */
  visitor?: HelloVisitor
  /** Of a program that listens as staff: a key with events_read. */
  api_key?: string
  /** Resume: the last `seq` seen on this audience's stream. Absent: begin now. */
  after?: number
  locale?: string
}
export interface SendFrame {
  type: 'send'
  client_msg_id: string
  /** Staff only; a visitor has one conversation. */
  conversation_id?: Id
  text?: string
  attachment_id?: Id
  visibility?: Visibility
  /** A visitor's page, when this message may open a session. */
  source?: Source
}
export interface ReadFrame { type: 'read'; conversation_id?: Id; seq: number }
export interface TypingFrame { type: 'typing'; conversation_id?: Id; on: boolean }
export interface PresenceFrame { type: 'presence'; presence: Presence; reason?: string }
/** At least every 20 s; silence of 45 s ends the connection and, for an agent, their presence. */
export interface PingFrame { type: 'ping'; id?: number }
export type ClientFrame = HelloFrame | SendFrame | ReadFrame | TypingFrame | PresenceFrame | PingFrame

// ---------------------------------------------------------------- realtime frames of the server

/** Answer to hello, for staff. */
export interface WelcomeFrame {
  type: 'welcome'
  protocol: number
  connection_id: string
  /** The stream begins (or resumes) after this number. */
  seq: number
  /** True: the events after `after` follow. False: load lists anew by REST, the gap is too old or there was no `after`. */
  resumed: boolean
  ping_seconds: number
  me: Me
}
/** Answer to hello, for a visitor: with the newest 50 messages unless resumed. */
export interface VisitorWelcomeFrame {
  type: 'visitor_welcome'
  protocol: number
  connection_id: string
  seq: number
  resumed: boolean
  ping_seconds: number
  conversation_id: Id | null
  /** The open session, or the last one. */
  session: VisitorSession | null
  messages: Message[]
  /** More before messages[0] (GET /api/v1/visitor/messages?before=seq). */
  more: boolean
  agent_read: number
  contact_name: string
}
/** The message is on disk. A retry of the same client_msg_id gets the same ack. */
export interface AckFrame { type: 'ack'; client_msg_id: string; message: Message }
export interface ReadMarks { conversation_id: Id; visitor_read: number; agent_read: number }
/** `kind` says what happened; the things it concerns come whole and replace older copies (see `version`). */
export interface EventBody {
  kind: EventType
  detail: string
  /** Staff streams: the agent who did it, where one did. */
  by?: Id
  /** Staff streams, session_* only. For message_posted a client updates last_message and unread of the session it holds. */
  session?: Session
  /** Visitor streams, session_*. */
  visitor_session?: VisitorSession
  /** message_posted */
  message?: Message
  /** conversation_read */
  read?: ReadMarks
  agent?: Agent
  queue?: Queue
  inbox?: Inbox
  contact?: Contact
  workspace?: Workspace
  call?: Call
}
export interface EventFrame {
  type: 'event'
  seq: number
  /** The number of the frame before it for this audience; if it is not the last seq seen, hello again with `after`. */
  prev: number
  at: EpochMs
  event: EventBody
}
/** Answers the frame named by client_msg_id (send) or, without it, the connection's last frame. */
export interface ErrorFrame {
  type: 'error'
  code: string
  detail: string
  field: string
  client_msg_id?: string
  retry_after_ms?: number
}
export interface TypingNoticeFrame {
  type: 'typing_notice'
  conversation_id: Id
  sender: SenderKind
  sender_name: string
  on: boolean
}
/** For a waiting visitor: 1 is next. */
export interface QueuePositionFrame { type: 'queue_position'; session_id: Id; position: number }
export interface LineQualityFrame { type: 'line_quality'; call_id: Id; quality: LegQuality }
export interface PongFrame { type: 'pong'; id: number; now: EpochMs }
/** The reader's rights changed: forget everything, load lists anew; the stream goes on after `seq`. */
export interface ResyncFrame { type: 'resync'; seq: number; reason: string }
export type ServerFrame =
  | WelcomeFrame | VisitorWelcomeFrame | AckFrame | EventFrame | ErrorFrame | TypingNoticeFrame
  | QueuePositionFrame | LineQualityFrame | PongFrame | ResyncFrame

// ---------------------------------------------------------------- the event stream, pulled and sent (docs/guide/webhooks.md)

/** A stretch of the event stream (GET /api/v1/events). */
export interface EventPage {
  items: EventFrame[]
  /** The `after` of the next request. */
  next: number
  /** There is more already: ask again without waiting. */
  more: boolean
}
/** The body of a delivery. `event` is as in a staff event frame, read when it is sent. */
export interface WebhookEvent { type: 'event'; workspace_id: Id; seq: number; at: EpochMs; event: EventBody }
export interface WebhookTest { type: 'test'; at: EpochMs }
export type WebhookMessage = WebhookEvent | WebhookTest
export interface RoutingQuestion {
  type: 'routing'
  id: Id
  at: EpochMs
  trial: boolean
  workspace_id: Id
  timeout_ms: number
  medium: string
  entry_rule: string
  agent_id: Id | null
  session: Session
  contact: Contact
}

/** Close codes beyond RFC 6455's: what a client does about each. */
export const CLOSE_CODES = {
  1001: 'draining: reconnect after a random 0–3 s',
  1008: 'broken protocol: do not retry with the same frame',
  1009: 'frame over 64 KiB: do not send it again',
  1013: 'too slow: reconnect and resume',
  4401: 'not signed in, or the credential is wrong: sign in again',
  4403: 'origin or site not allowed',
  4408: 'no hello or no ping in time: reconnect',
  4409: 'replaced by a newer protocol or signed out elsewhere',
} as const
