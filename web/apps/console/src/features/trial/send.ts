import type { Kind } from './useCaller'
import type { Prepared } from './request'

export interface Answer {
  status: number
  ms: number
  /** Laid out where it is JSON; empty for bytes. */
  text: string
  json: unknown
  /** Of what is no text. */
  bytes: number
  type: string
}

export async function send(request: Prepared, kind: Kind): Promise<Answer> {
  const began = performance.now()
  const answer = await fetch(request.path, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    credentials: kind === 'staff' ? 'same-origin' : 'omit',
  })
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const content = await answer.blob()
  const ms = Math.round(performance.now() - began)
  const about = { status: answer.status, ms, bytes: content.size, type }
  if (type.endsWith('json')) {
    const json: unknown = JSON.parse(await content.text())
    return { ...about, json, text: JSON.stringify(json, null, 2) }
  }
  const text = type.startsWith('text/') ? await content.text() : ''
  return { ...about, json: undefined, text }
}
