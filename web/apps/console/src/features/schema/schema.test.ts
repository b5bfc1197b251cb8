import { describe, expect, it } from 'vitest'
import { words } from '../choices'
import type { Schema } from '../contract'
import { boundsOf, namesIn, typeOf } from './describe'
import { exampleOf } from './example'

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const all: Record<string, Schema> = {
  Id: { type: 'string', format: 'uuid' },
  Role: { type: 'string', enum: ['agent', 'supervisor'] },
  Rating: {
    type: 'object',
    properties: { score: { type: 'integer', minimum: 1 } },
    required: ['score'],
  },
  Ping: {
    type: 'object',
    properties: { type: { type: 'string', const: 'ping' } },
    required: ['type'],
  },
}

describe('a schema', () => {
  it('is told in a word or two', () => {
    expect(typeOf(reference('Role'))).toBe('Role')
    expect(typeOf({ anyOf: [reference('Rating'), { type: 'null' }] })).toBe('Rating | null')
    expect(typeOf({ type: 'array', items: reference('Id') })).toBe('Id[]')
    expect(typeOf({ type: ['string', 'null'] })).toBe('string | null')
    expect(typeOf({ type: 'string', const: 'ping' })).toBe('"ping"')
    expect(typeOf({ prefixItems: [{ type: 'integer' }, { type: 'integer' }] })).toBe(
      '[integer, integer]',
    )
  })

  it('names what it refers to, within lists and unions', () => {
    const schema = { anyOf: [{ items: reference('Role') }, { type: 'null' }] }
    expect(namesIn(schema)).toEqual(['Role'])
  })

  it('tells its bounds, a list those of its entries too', () => {
    const list = { type: 'array', maxItems: 16, items: { type: 'string', maxLength: 40 } }
    expect(boundsOf(list, words.en)).toEqual(['≤ 40 characters', '≤ 16 entries'])
    expect(boundsOf({ minimum: 1, maximum: 5 }, words.en)).toEqual(['1 – 5'])
    expect(boundsOf({ minimum: 0, maximum: 2 ** 53 - 1 }, words.en)).toEqual(['≥ 0'])
  })

  it('gives a value to begin with: what must be there', () => {
    const body = {
      properties: {
        name: { type: 'string' },
        role: reference('Role'),
        frame: { oneOf: [reference('Ping')] },
        rating: reference('Rating'),
        more: { type: 'boolean' },
      },
      required: ['name', 'role', 'frame', 'rating'],
    }
    expect(exampleOf(body, all)).toEqual({
      name: '',
      role: 'agent',
      frame: { type: 'ping' },
      rating: { score: 1 },
    })
  })

  it('that leads back to itself ends somewhere', () => {
    const loop: Record<string, Schema> = {
      Node: { properties: { next: reference('Node') }, required: ['next'] },
    }
    expect(JSON.stringify(exampleOf(reference('Node'), loop))).toContain('null')
  })
})
