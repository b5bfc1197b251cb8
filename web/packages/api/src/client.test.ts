import { describe, expect, it, vi } from 'vitest'
import { createApi } from './client'
import { Refusal, Unreachable, codeOf, isAborted } from './refusal'

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  return vi.fn<typeof globalThis.fetch>(async () => {
    const text = status === 204 ? null : JSON.stringify(body)
    return new Response(text, { status, headers })
  })
}

describe('the REST client', () => {
  it('marks every request that changes something, and no other', async () => {
    const fetch = answering(200, { items: [], next_cursor: null })
    const api = createApi({ fetch })
    await api.sessions('mine', { limit: 20 })
    await api.closeSession('s1', { summary: 'done' })

    const [read, write] = fetch.mock.calls
    expect(read?.[0]).toBe('/api/v1/sessions?list=mine&limit=20')
    expect(read?.[1]?.headers).not.toHaveProperty('X-Parley-Request')
    expect(write?.[0]).toBe('/api/v1/sessions/s1/close')
    expect(write?.[1]?.headers).toHaveProperty('X-Parley-Request', '1')
    expect(write?.[1]?.body).toBe('{"summary":"done"}')
  })

  it('names the version that a change stands on, where one is told', async () => {
    const fetch = answering(200, {})
    const api = createApi({ fetch })
    await api.updateQueue('q1', { name: 'x' }, { version: 'v7' })
    await api.updateQueue('q1', { name: 'x' })
    expect(fetch.mock.calls[0]?.[1]?.headers).toHaveProperty('If-Match', '"v7"')
    expect(fetch.mock.calls[1]?.[1]?.headers).not.toHaveProperty('If-Match')
  })

  it('turns a problem document into a refusal with its code and field', async () => {
    const problem = {
      code: 'offer_gone',
      detail: 'taken by another',
      field: '/offer',
      request_id: 'r1',
    }
    const api = createApi({ fetch: answering(409, problem, { 'Retry-After': '2' }) })

    const error = await api.acceptOffer('s1', 3).catch((e: unknown) => e)

    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({
      code: 'offer_gone',
      status: 409,
      field: '/offer',
      retryAfterMs: 2000,
    })
  })

  it('still makes a refusal of an answer that is no problem document', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    )
    const error = await createApi({ fetch })
      .me()
      .catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'unexpected', status: 502 })
  })

  it('tells a dead line from a refusal', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () =>
      Promise.reject(new TypeError('failed')),
    )
    const error = await createApi({ fetch })
      .me()
      .catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Unreachable)
    expect(codeOf(error)).toBe('unreachable')
  })

  it('lets an aborted request be recognised as aborted', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () =>
      Promise.reject(new DOMException('x', 'AbortError')),
    )
    const error = await createApi({ fetch })
      .counts()
      .catch((e: unknown) => e)
    expect(isAborted(error)).toBe(true)
  })

  it('escapes what a person typed', async () => {
    const fetch = answering(200, { items: [], next_cursor: null })
    await createApi({ fetch }).search('退款 & a=b')
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/search?q=%E9%80%80%E6%AC%BE+%26+a%3Db')
  })

  it('answers nothing for 204', async () => {
    expect(await createApi({ fetch: answering(204, null) }).signOut()).toBeUndefined()
  })
})
