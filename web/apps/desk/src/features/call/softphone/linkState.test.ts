import { describe, expect, it } from 'vitest'
import { stepLink, type LinkEffect, type LinkEvent, type LinkState } from './linkState'

/** Plays events one after another; answers where that led and all that was done. */
function play(...events: LinkEvent[]) {
  let state: LinkState = { kind: 'off' }
  const done: LinkEffect[] = []
  for (const event of events) {
    const step = stepLink(state, event)
    state = step.state
    done.push(...step.effects)
  }
  return { state, done }
}
const join = { kind: 'join' } as const
const opened = { kind: 'opened' } as const
const answered = { kind: 'answered' } as const
const connected = { kind: 'connected' } as const
const broken = { kind: 'broken' } as const
const due = { kind: 'due' } as const
const live = [join, opened, answered, connected]

describe('the link of a window to a call', () => {
  it('opens, offers and is live', () => {
    expect(play(...live)).toEqual({ state: { kind: 'live' }, done: ['open', 'offer'] })
  })

  it('tries again when it broke: at once, then ever more slowly, and never gives up', () => {
    const waits: number[] = []
    let state = play(...live).state
    for (let round = 0; round < 9; round++) {
      const step = stepLink(state, broken)
      expect(step.effects).toEqual(['close', 'wait'])
      if (step.state.kind === 'waiting') waits.push(step.state.afterMs)
      state = [due, opened].reduce<LinkState>(
        (now, event) => stepLink(now, event).state,
        step.state,
      )
    }
    expect(waits).toEqual([0, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000])
  })

  it('begins to count anew once it was live', () => {
    const { state } = play(...live, broken, due, opened, broken, due, opened, answered, connected)
    expect(stepLink(state, broken).state).toMatchObject({ kind: 'waiting', afterMs: 0 })
  })

  it('does not wait out its pause when the machine wakes', () => {
    const { state, done } = play(...live, broken, due, opened, broken, { kind: 'wake' })
    expect(state.kind).toBe('opening')
    expect(done.at(-1)).toBe('open')
  })

  it('stops where only a person can help, and says why', () => {
    expect(play(join, { kind: 'not_opened', trouble: 'denied' })).toEqual({
      state: { kind: 'stopped', trouble: 'denied', code: '' },
      done: ['open', 'close'],
    })
    expect(play(join, opened, { kind: 'refused', code: 'no_call' }).state).toEqual({
      kind: 'stopped',
      trouble: 'refused',
      code: 'no_call',
    })
  })

  it('leaves the sound to the window that took it, until a person wants it back', () => {
    const taken = play(...live, { kind: 'taken' })
    expect(taken.state).toMatchObject({ trouble: 'elsewhere' })
    for (const event of [due, broken, { kind: 'wake' } as const]) {
      expect(stepLink(taken.state, event).state).toBe(taken.state)
    }
    expect(stepLink(taken.state, join).effects).toEqual(['open'])
  })

  it('hears nothing any more once it was left', () => {
    const { state, done } = play(...live, { kind: 'leave' })
    expect(done.at(-1)).toBe('close')
    for (const event of [opened, answered, connected, broken, due]) {
      expect(stepLink(state, event)).toEqual({ state: { kind: 'off' }, effects: [] })
    }
  })
})
