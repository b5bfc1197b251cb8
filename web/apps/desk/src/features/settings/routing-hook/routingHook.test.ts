import type { RoutingHook, RoutingHookTrial } from '@parley/api'
import { effectScope } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { prettyJson, wordsOf } from './trial'
import { useHookForm } from './useHookForm'

const stored = {
  active: false,
  url: '',
  timeout_ms: 1000,
  queue_ids: [],
  version: 'v1',
} as unknown as RoutingHook

function begin(hook = stored) {
  const api = {
    routingHook: vi.fn(async () => stored),
    updateRoutingHook: vi.fn(async () => stored),
  }
  return { api, form: effectScope().run(() => useHookForm(api as never, hook))! }
}

describe('the form of the routing hook', () => {
  it('asks for an address before it is switched on, and one that begins like one', async () => {
    const { api, form } = begin()
    form.values.active = true
    await form.submit()
    expect(form.errors.value.url?.key).toBe('form.required')
    form.values.url = 'crm.example'
    await form.submit()
    expect(form.errors.value.url?.key).toBe('routingHook.urlBegin')
    expect(api.updateRoutingHook).not.toHaveBeenCalled()
    form.values.url = ' https://crm.example/route '
    await form.submit()
    expect(api.updateRoutingHook).toHaveBeenCalledWith(
      { active: true, url: 'https://crm.example/route' },
      { version: 'v1' },
    )
  })

  it('says the bounds of its time before the server does', async () => {
    const { api, form } = begin()
    form.values.timeout_ms = 99
    await form.submit()
    expect(form.errors.value.timeout_ms).toBeDefined()
    expect(api.updateRoutingHook).not.toHaveBeenCalled()
  })
})

describe('a trial in words', () => {
  const t = (key: string, named: Record<string, unknown> = {}) =>
    [key.replace('routingHook.', ''), ...Object.values(named)].join(' ')
  const names = { queue: () => 'Law', agent: () => 'Ann' }
  const trial: RoutingHookTrial = {
    outcome: 'answered',
    took_ms: 80,
    status: 200,
    failure: 'none',
    request: '{}',
    answer: '{}',
    wrong: '',
    advice: { queue_id: null, agent_id: null, head_start_seconds: 0, skills: [] },
  }

  it('says where it leads, or that it leaves all to the rules', () => {
    expect(wordsOf(trial, t, names)).toEqual(['outcome.answered', 'leaves', 'took 80'])
    const advice = {
      queue_id: 'q',
      agent_id: 'a',
      head_start_seconds: 60,
      skills: [{ name: 'law', level: 3 }],
    }
    expect(wordsOf({ ...trial, advice }, t, names)).toEqual([
      'outcome.answered',
      'to Law',
      'with Ann',
      'ahead 60',
      'asking law 3',
      'took 80',
    ])
  })

  it('says what is wrong with an answer', () => {
    const bad = { ...trial, outcome: 'bad_answer', wrong: 'unknown_field /queue' } as const
    expect(wordsOf(bad, t, names)[1]).toBe('unknown_field /queue')
    expect(wordsOf({ ...trial, outcome: 'bad_status', status: 503 }, t, names)[1]).toBe(
      'status 503',
    )
  })

  it('shows JSON with line breaks, and anything else as it is', () => {
    expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(prettyJson('nonsense')).toBe('nonsense')
  })
})
