// The wire types of calls as they were agreed, until the server's own are generated into contract.ts.
import type { EpochMs, Id } from './contract'

export type CallDirection = 'inbound' | 'outbound'
export type CallState = 'waiting' | 'dialling' | 'talking' | 'held' | 'ended'
export type LegKind = 'contact' | 'agent' | 'outside'
export type LegMedium = 'trunk' | 'phone' | 'browser'
export type LegState = 'ringing' | 'joining' | 'joined' | 'held' | 'leaving' | 'left'
export type LegCause =
  | 'none'
  | 'hung_up'
  | 'removed'
  | 'transferred'
  | 'cancelled'
  | 'busy'
  | 'no_answer'
  | 'refused'
  | 'unknown_number'
  | 'unreachable'
  | 'no_common_codec'
  | 'dead_line'
  | 'lost'
  | 'failed'
export type RecordingState = 'running' | 'paused' | 'kept' | 'deleted'
export type SipTransport = 'udp' | 'tcp' | 'tls'
export type Srtp = 'off' | 'optional' | 'required'
export type VoiceCodec = 'pcma' | 'pcmu' | 'g722' | 'opus'
export type CallerIdHeader = 'from' | 'p_asserted_identity'
export type TrunkState = 'unknown' | 'up' | 'down' | 'refused'

export interface LegQuality {
  packets: number
  lost: number
  jitter_us: number
  mos_percent: number
}
export interface Leg {
  id: Id
  place: number
  kind: LegKind
  medium: LegMedium
  agent_id: Id | null
  number: string
  state: LegState
  started_at: EpochMs
  joined_at: EpochMs
  left_at: EpochMs
  cause: LegCause
  status: number
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
  direction: CallDirection
  state: CallState
  number: string
  own_number: string
  is_conference: boolean
  legs: Leg[]
  recordings: Recording[]
  started_at: EpochMs
  answered_at: EpochMs
  ended_at: EpochMs
  cause: LegCause
  version: number
}
export interface Waveform {
  left: number[]
  right: number[]
}
export interface DialBody {
  number?: string
  contact_id?: Id
  conversation_id?: Id
  inbox_id?: Id
  own_number?: string
}
export interface CallTarget {
  agent_id?: Id
  queue_id?: Id
  number?: string
}

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
export interface TrunkBody {
  name: string
  transport?: SipTransport
  host: string
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
export type TrunkPatch = Partial<TrunkBody> & { active?: boolean }

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
export interface PhoneBody {
  name: string
  agent_id: Id
  rings?: boolean
}
export type PhonePatch = Partial<PhoneBody> & { active?: boolean }
export interface PhoneMade {
  phone: Phone
  password: string
}

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
export interface PhoneNumberBody {
  number: string
  inbox_id: Id
  trunk_ids?: Id[]
  outbound?: boolean
  prefixes?: string[]
}
export type PhoneNumberPatch = Partial<PhoneNumberBody> & { active?: boolean }

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
export type VoiceSettingsPatch = Partial<Omit<VoiceSettings, 'version'>>
export interface VoiceStatus {
  available: boolean
  address: string
  port: number
  calls: number
}
