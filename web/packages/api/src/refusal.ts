import type { Problem } from './contract'

/** The server answered, and said no. `code` is stable; the text for people is chosen by it. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  /** JSON pointer of the offending input, or "". */
  readonly field: string
  readonly requestId: string
  readonly retryAfterMs: number

  constructor(problem: Partial<Problem>, status: number, retryAfterMs = 0) {
    super(problem.detail || problem.title || `status ${status}`)
    this.name = 'Refusal'
    this.code = problem.code || 'unexpected'
    this.status = status
    this.field = problem.field ?? ''
    this.requestId = problem.request_id ?? ''
    this.retryAfterMs = retryAfterMs
  }
}

/** No answer came: the line or the server is down. Worth another try. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause })
    this.name = 'Unreachable'
  }
}

/** The code by which a text is chosen, whatever went wrong. */
export function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code
  if (error instanceof Unreachable) return 'unreachable'
  return 'unexpected'
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
