import type { LineQualityFrame } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { mountInDesk } from '../../../testing/mountDesk'
import ContactQuality from './ContactQuality.vue'
import { createContactLine } from './contactLine'

function setUp() {
  let hear: (frame: LineQualityFrame) => void = () => {}
  const present = shallowRef<string | undefined>('c1')
  const scope = effectScope()
  const onLineQuality = (listen: typeof hear) => {
    hear = listen
    return () => {}
  }
  const contactLine = scope.run(() => createContactLine({ onLineQuality }, () => present.value))
  const wrapper = mountInDesk(ContactQuality, {}, { props: { softphone: { contactLine } } })
  /** In all, since the leg joined. */
  const tell = async (packets: number, lost: number, call_id = 'c1') => {
    const quality = { packets, lost, jitter_us: 4_000, mos_percent: 440 }
    hear({ type: 'line_quality', call_id, quality })
    await nextTick()
  }
  return { wrapper, tell, present, stop: () => scope.stop() }
}

describe('the line of the contact', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is not known before the server has told of it', () => {
    const { wrapper } = setUp()
    expect(wrapper.text()).toContain('Contact')
    expect(wrapper.text()).toContain('Not measured yet')
  })

  it('is as it was of late: what was lost before does not count', async () => {
    const { wrapper, tell } = setUp()
    await tell(250, 50)
    expect(wrapper.text()).toContain('Poor')
    expect(wrapper.text()).toContain('16.7 % lost, jitter 4 ms')
    await tell(500, 50)
    expect(wrapper.text()).toContain('Good')
    expect(wrapper.text()).toContain('0 % lost')
  })

  it('is not known of another call, of silence, and of long ago', async () => {
    const { wrapper, tell, present } = setUp()
    await tell(250, 0, 'c2')
    expect(wrapper.text()).toContain('Not measured yet')
    await tell(250, 0)
    expect(wrapper.text()).toContain('Good')
    await tell(250, 0)
    expect(wrapper.text()).toContain('Not measured yet')
    await tell(500, 0)
    expect(wrapper.text()).toContain('Good')
    vi.advanceTimersByTime(13_000)
    await nextTick()
    expect(wrapper.text()).toContain('Not measured yet')
    await tell(750, 0)
    present.value = 'c2'
    await nextTick()
    await nextTick()
    expect(wrapper.text()).toContain('Not measured yet')
  })

  it('begins anew when another line takes its place', async () => {
    const { wrapper, tell } = setUp()
    await tell(5_000, 900)
    await tell(100, 0)
    expect(wrapper.text()).toContain('Good')
  })
})
