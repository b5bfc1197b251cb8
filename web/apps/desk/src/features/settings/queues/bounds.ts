/** The server's bounds, repeated so that a page can say them before it is refused. */
export const SHARE = { min: 1, max: 100 }
export const OFFER_SECONDS = { min: 5, max: 300 }
export const OVERFLOW_SECONDS = { min: 0, max: 86_400 }
export const WRAP_UP_SECONDS = { min: 0, max: 3600 }
export const WAITING = { min: 1, max: 100_000 }
export const ALERT_WAITING = { min: 0, max: 100_000 }
export const ALERT_SECONDS = { min: 0, max: 86_400 }
export const SKILLS_MAX = 16

export const USUAL_CAPACITY = 100
