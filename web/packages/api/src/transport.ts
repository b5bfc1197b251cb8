import type { Problem } from './contract'
import { Refusal, Unreachable, isAborted } from './refusal'

export interface CallOptions {
  signal?: AbortSignal
  /** Of the thing as it was read: a change made meanwhile is then refused, not undone. */
  version?: string | undefined
}
export interface PageQuery {
  limit?: number
  cursor?: string
}
export type Query = Record<string, string | number | undefined>

/** One request at a time to one base path; answers JSON, or throws Refusal or Unreachable. */
export interface Transport {
  get<T>(path: string, query?: Query, options?: CallOptions): Promise<T>
  send<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<T>
}

export interface TransportOptions {
  base?: string
  fetch?: typeof fetch
  /** Extra headers of every request, such as a visitor's credential. */
  headers?: () => Record<string, string>
}

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`
}

export function createTransport(options: TransportOptions = {}): Transport {
  const base = options.base ?? '/api/v1'
  const call = options.fetch ?? globalThis.fetch.bind(globalThis)

  async function request<T>(method: string, path: string, body: unknown, o: CallOptions = {}) {
    const headers: Record<string, string> = { Accept: 'application/json', ...options.headers?.() }
    if (method !== 'GET') headers['X-Parley-Request'] = '1'
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (o.version) headers['If-Match'] = `"${o.version}"`

    const answer = await reach(() =>
      call(base + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'same-origin',
        signal: o.signal ?? null,
      }),
    )
    if (!answer.ok) throw await refusalOf(answer)
    if (answer.status === 204) return undefined as T
    return (await reach(() => answer.json())) as T
  }

  return {
    get: (path, query, o) => request('GET', withQuery(path, query), undefined, o),
    send: (method, path, body, o) => request(method, path, body, o),
  }
}

async function reach<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (isAborted(error)) throw error
    throw new Unreachable(error)
  }
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const after = Number(answer.headers.get('Retry-After') ?? 0) * 1000
  const problem = await answer.json().catch(() => ({}) as Partial<Problem>)
  return new Refusal(problem, answer.status, Number.isFinite(after) ? after : 0)
}
