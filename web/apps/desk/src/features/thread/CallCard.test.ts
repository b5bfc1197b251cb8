import type { Call } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import { NOW, sampleCall, sampleLeg, sampleMessage, sampleRecording } from '../../testing/samples'
import CallCard from './CallCard.vue'

const message = sampleMessage({ kind: 'call', text: '+8613800138000', id: 'm1' })

function card(call: Call | undefined, { may = true, state = 'ready' } = {}) {
  const past = { want: vi.fn(), read: vi.fn(), ofMessage: () => call, state: () => state }
  const desk = {
    calls: { past, present: computed(() => undefined) },
    live: { now: () => NOW + 100_000 },
    account: { can: () => may },
    directory: {
      agent: (id: string | null) => ({ a1: { name: 'Ann' }, a2: { name: 'Bob' } })[id ?? ''],
      inboxes: shallowRef([]),
      channel: () => undefined,
    },
  }
  return { past, wrapper: mountInDesk(CallCard, desk, { props: { message, sought: false } }) }
}

describe('the card of a call', () => {
  it('reads the calls of its conversation, and keeps its place until then', () => {
    const { past, wrapper } = card(undefined, { state: 'loading' })
    expect(past.want).toHaveBeenCalledWith('c1')
    expect(wrapper.find('[data-call-card]').classes()).toContain('min-h-18')
  })

  it('says who called, how it came out, how long, and who took part, each once', () => {
    const legs = [
      sampleLeg({ quality: { packets: 900, lost: 0, jitter_us: 0, mos_percent: 430 } }),
      sampleLeg({ place: 1, state: 'left' }),
      sampleLeg({ place: 2, agent_id: 'a1' }),
      sampleLeg({ place: 3, agent_id: 'a2' }),
      sampleLeg({ place: 4, agent_id: 'a2', joined_at: 0 }),
    ]
    const { wrapper } = card(sampleCall({ state: 'ended', ended_at: NOW + 66_000, legs }))
    const text = wrapper.text()
    expect(text).toContain('Incoming call')
    expect(text).toContain('+8613800138000')
    expect(text).toContain('Answered · Talked for 01:01')
    expect(text).toContain('With Ann, Bob · Line: Good')
  })

  it('says why somebody was not reached', () => {
    const missed = { state: 'ended', answered_at: 0, ended_at: NOW + 9_000 } as const
    expect(card(sampleCall(missed)).wrapper.text()).toContain('Hung up before an answer')
    const dialled = { ...missed, direction: 'outbound' } as const
    expect(card(sampleCall({ ...dialled, cause: 'busy' })).wrapper.text()).toContain('Busy')
    expect(card(sampleCall({ ...dialled, cause: 'unknown_number' })).wrapper.text()).toContain(
      'Unknown number',
    )
  })

  it('offers to play what was kept only to those who may', () => {
    const call = sampleCall({ state: 'ended', recordings: [sampleRecording()] })
    expect(card(call).wrapper.text()).toContain('Play the recording (01:05)')
    expect(card(call, { may: false }).wrapper.text()).toContain('You may not play it')
  })

  it('shows plainly that one is being recorded, that it is paused, that it was deleted', () => {
    const of = (state: 'running' | 'paused' | 'deleted') =>
      card(sampleCall({ recordings: [sampleRecording({ state })] })).wrapper.text()
    expect(of('running')).toContain('Being recorded')
    expect(of('paused')).toContain('Recording paused')
    expect(of('deleted')).toContain('was deleted')
  })

  it('can be asked for again when it could not be read', async () => {
    const { past, wrapper } = card(undefined, { state: 'failed' })
    await wrapper.find('button').trigger('click')
    expect(past.read).toHaveBeenCalledWith('c1')
  })
})
