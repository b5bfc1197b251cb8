/** The server's bounds, repeated so that a page can say them before it is refused. */
export const SHARE = { min: 1, max: 100 }
export const OFFER_SECONDS = { min: 5, max: 300 }
export const OVERFLOW_SECONDS = { min: 0, max: 86_400 }
export const WRAP_UP_SECONDS = { min: 0, max: 3600 }
export const ALERT_WAITING = { min: 0, max: 100_000 }
export const ALERT_SECONDS = { min: 0, max: 86_400 }
export const WAITING = { min: 0, max: 100_000 }
export const EXTENSIONS = { min: 0, max: 10 }
export const EXTEND_SECONDS = { min: 1, max: 600 }
export const GUEST_SHARE = { min: 0, max: 100 }
export const LEFT_MESSAGES = { min: 0, max: 100_000 }
export const CALLBACK_ATTEMPTS = { min: 0, max: 10 }
export const CALLBACK_SECONDS = { min: 1, max: 86_400 }
export const SKILLS_MAX = 16
export const FAMILIAR_SECONDS = { min: 0, max: 3600 }
export const ANSWER_SECONDS = { min: 1, max: 3600 }
export const STEPS_MAX = 8
export const SECONDS_MAX = 86_400
export const STAFFED_MAX = 10_000
export const STEP_LAST = { min: 1, max: 64 }
export const STEP_BOOST = { min: 0, max: SECONDS_MAX }
export const LEVEL_MAX = 10
export const STEP_WHENS = [
  'waited',
  'expected_wait',
  'service_level',
  'waiting',
  'staffed',
] as const

export const USUAL_CAPACITY = 100
