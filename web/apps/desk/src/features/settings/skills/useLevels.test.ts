import { Refusal, type Agent } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { useLevels } from './useLevels'

const ann = {
  id: 'a1',
  name: 'Ann',
  version: '3',
  skills: [{ name: 'en', level: 5 }],
} as never as Agent

function levels(refusal?: Error) {
  const sent: unknown[] = []
  const shown: Agent[] = []
  const api = {
    agent: async () => ann,
    updateAgent: async (id: string, body: object, options: unknown) => {
      sent.push([id, body, options])
      if (refusal) throw refusal
      return { ...ann, ...body }
    },
  }
  return { sent, shown, ...useLevels(api as never, (agent) => shown.push(agent)) }
}

describe('a level in the matrix', () => {
  it('is set with the version that was seen, and shown as stored', async () => {
    const { set, sent, shown } = levels()
    expect(await set(ann, 'law', '7')).toBe(true)
    const skills = [
      { name: 'en', level: 5 },
      { name: 'law', level: 7 },
    ]
    expect(sent).toEqual([['a1', { skills }, { version: ann.version }]])
    expect(shown.map((agent) => agent.skills)).toEqual([skills])
  })

  it('left empty takes the skill away', async () => {
    const { set, shown } = levels()
    await set(ann, 'en', ' ')
    expect(shown[0]?.skills).toEqual([])
  })

  it.each(['11', '-1', '2.5', 'much'])('of %s is refused before it is sent', async (typed) => {
    const { set, sent, refused } = levels()
    expect(await set(ann, 'en', typed)).toBe(false)
    expect(sent).toEqual([])
    expect(refused.value?.key).toBe('skills.wrong')
  })

  it('that the server refuses is said, and what is stored is shown again', async () => {
    const { set, shown, refused } = levels(new Refusal({ code: 'version_conflict' }, 412))
    expect(await set(ann, 'en', '9')).toBe(false)
    expect(refused.value?.key).toMatch(/^form\.refusal\./)
    expect(shown).toEqual([ann])
  })
})
