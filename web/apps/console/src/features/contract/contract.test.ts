import { describe, expect, it } from 'vitest'
import { operationsOf } from './reading'
import { matches } from './search'
import type { Document } from './types'

const document = {
  tags: [{ name: 'Settings', description: '' }],
  paths: {
    '/api/v1/queues': {
      get: {
        operationId: 'list_queues',
        summary: 'All queues, by name.',
        tags: ['Settings'],
        security: [{ staff: [] }, { visitor: [] }],
        parameters: [{ name: 'limit', in: 'query', schema: {} }, { $ref: '#/x' }],
        responses: {},
      },
    },
  },
} as unknown as Document

describe('the contract', () => {
  const [chapter] = operationsOf(document)
  const [operation] = chapter!.operations

  it('is read by chapter, with the callers and the parameters a person fills in', () => {
    expect(operation).toMatchObject({
      method: 'GET',
      callers: ['staff', 'visitor'],
      parameters: [{ name: 'limit' }],
    })
  })

  it('is searched by words in any order, in either language', () => {
    expect(matches(operation!, 'queues get')).toBe(true)
    expect(matches(operation!, '技能组', '全部技能组')).toBe(true)
    expect(matches(operation!, 'queues delete')).toBe(false)
    expect(matches(operation!, '')).toBe(true)
  })
})
