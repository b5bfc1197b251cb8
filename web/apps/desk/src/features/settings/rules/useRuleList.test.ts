import { describe, expect, it } from 'vitest'
import { useRuleList } from './useRuleList'

function list(...names: string[]) {
  let rules = names.map((name) => ({ name }))
  const held = useRuleList({ get: () => rules, set: (next) => (rules = next) })
  return { ...held, names: () => rules.map((one) => one.name).join('') }
}

describe('an ordered list of rules', () => {
  it('moves a rule up and down by one', () => {
    const { move, names } = list('a', 'b', 'c')
    move(2, -1)
    expect(names()).toBe('acb')
    move(0, 1)
    expect(names()).toBe('cab')
  })

  it('changes, adds and removes by place', () => {
    const { change, add, remove, names } = list('a', 'b')
    change(0, { name: 'x' })
    add({ name: 'y' })
    remove(1)
    expect(names()).toBe('xy')
  })
})
