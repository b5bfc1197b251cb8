import { describe, expect, it } from 'vitest'
import {
  asGroup,
  compared,
  freshFactTest,
  isGroup,
  isNot,
  joined,
  operandOf,
  partsOf,
} from './shape'

const VIP = { fact: 'contact.vip_level', test: 'at_least', value: 2 } as const

describe('a condition in the editor', () => {
  it('is a group at the top, whatever a program has stored', () => {
    expect(asGroup(VIP)).toEqual({ all: [VIP] })
    expect(asGroup({ any: [VIP] })).toEqual({ any: [VIP] })
    expect(isGroup(VIP)).toBe(false)
    expect(isNot({ not: VIP })).toBe(true)
  })

  it('keeps its parts when it is joined another way', () => {
    const group = joined('any', [VIP, VIP])
    expect(partsOf(group)).toHaveLength(2)
    expect(joined('all', partsOf(group))).toEqual({ all: [VIP, VIP] })
  })

  it('begins a test with what its fact can be compared with', () => {
    expect(freshFactTest('contact.tags', 'text_set')).toEqual({
      fact: 'contact.tags',
      test: 'has',
      values: [],
    })
    expect(freshFactTest('session.is_newcomer', 'yes_no')).toEqual({
      fact: 'session.is_newcomer',
      test: 'yes',
    })
    expect(freshFactTest('contact.first_seen', 'moment')).toMatchObject({ seconds: 3600 })
  })

  it('keeps the operand when another comparison takes the same, and else begins anew', () => {
    expect(compared(VIP, 'number', 'less_than')).toEqual({ ...VIP, test: 'less_than' })
    expect(compared(VIP, 'number', 'between')).toEqual({
      fact: VIP.fact,
      test: 'between',
      from: 1,
      to: 3,
    })
    expect(operandOf('text', 'one_of')).toBe('values')
    expect(operandOf('text', 'contains')).toBe('value')
  })
})
