import { describe, expect, it } from 'vitest'
import type { Operation } from '../contract'
import { asCurl, prepare, type Given } from './request'

const operation: Operation = {
  id: 'x',
  method: 'POST',
  path: '/api/v1/queues/{id}/x',
  summary: '',
  description: '',
  chapter: '',
  callers: ['staff'],
  permission: '',
  parameters: [
    { name: 'id', in: 'path', schema: {} },
    { name: 'limit', in: 'query', schema: {} },
    { name: 'q', in: 'query', schema: {} },
  ],
  body: { 'application/json': {} },
  answers: {},
}
const given: Given = {
  values: { id: 'a/b', q: '茶 & tea', limit: '' },
  body: '{"name":"it\'s"}',
  file: undefined,
  kind: 'staff',
  credential: 'v.s',
}

describe('a request', () => {
  it('puts parameters where they belong, and leaves out what was left empty', () => {
    expect(prepare(operation, given).path).toBe('/api/v1/queues/a%2Fb/x?q=%E8%8C%B6+%26+tea')
  })

  it('marks what writes, and nothing else', () => {
    expect(prepare(operation, given).headers).toHaveProperty('X-Parley-Request', '1')
    const read = prepare({ ...operation, method: 'GET', body: undefined }, given)
    expect(read.headers).toEqual({})
    expect(read.body).toBeUndefined()
  })

  it("carries a visitor's credential only as a visitor", () => {
    expect(prepare(operation, given).headers).not.toHaveProperty('Authorization')
    const visitor = prepare(operation, { ...given, kind: 'visitor' })
    expect(visitor.headers).toHaveProperty('Authorization', 'Visitor v.s')
  })

  it('is a line of shell that survives quotes', () => {
    const line = asCurl('http://a', prepare(operation, given), 'staff')
    expect(line).toContain(`-d '{"name":"it'\\''s"}'`)
    expect(line).toContain('-X POST')
    expect(line).toContain('parley_sign_in')
  })
})
