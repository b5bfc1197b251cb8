import type { Agent, Queue } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { columnsOf, isMissing, levelOf, withLevel } from './matrix'

const agent = (name: string, more: Partial<Agent> = {}): Agent =>
  ({ id: name, name, active: true, presence: 'offline', skills: [], ...more }) as Agent
const queue = (name: string, skills: string[], active = true): Queue =>
  ({ id: name, name, skills, active }) as Queue

describe('the skills of a centre', () => {
  const ann = agent('ann', { presence: 'ready', skills: [{ name: 'law', level: 7 }] })
  const bob = agent('bob', {
    skills: [
      { name: 'law', level: 2 },
      { name: 'en', level: 9 },
    ],
  })
  const gone = agent('gone', {
    active: false,
    presence: 'ready',
    skills: [{ name: 'law', level: 9 }],
  })

  it('are those that somebody has, a queue needs, or that were added', () => {
    const columns = columnsOf([ann, bob], [queue('claims', ['tax'])], ['zh'])
    expect(columns.map((column) => column.name)).toEqual(['en', 'law', 'tax', 'zh'])
  })

  it('are counted among the active, and among those who are ready', () => {
    const law = columnsOf([ann, bob, gone], [], []).find((column) => column.name === 'law')
    expect(law).toMatchObject({ able: 2, ready: 1 })
  })

  it('are missing where an active queue needs what nobody can', () => {
    const queues = [queue('claims', ['tax', 'law']), queue('closed', ['ru'], false)]
    const columns = columnsOf([ann, bob], queues, [])
    expect(columns.filter(isMissing).map((column) => column.name)).toEqual(['tax'])
    expect(columns.find((column) => column.name === 'law')?.queues).toEqual(['claims'])
  })

  it('change for one agent without touching their others', () => {
    expect(levelOf(bob, 'law')).toBe(2)
    expect(levelOf(bob, 'tax')).toBe(0)
    expect(withLevel(bob, 'law', 5)).toEqual([
      { name: 'en', level: 9 },
      { name: 'law', level: 5 },
    ])
    expect(withLevel(bob, 'law', 0)).toEqual([{ name: 'en', level: 9 }])
  })
})
