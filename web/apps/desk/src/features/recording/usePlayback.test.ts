import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { usePlayback } from './usePlayback'

/** An audio element as far as playing asks for one: jsdom has no sound. */
function sound() {
  const element = new EventTarget() as EventTarget & Record<string, unknown>
  Object.assign(element, {
    src: '',
    currentTime: 0,
    duration: 65,
    readyState: 0,
    playbackRate: 1,
    play: vi.fn(async () => {
      element.readyState = 4
      element.dispatchEvent(new Event('loadedmetadata'))
      element.dispatchEvent(new Event('play'))
    }),
    pause: vi.fn(() => element.dispatchEvent(new Event('pause'))),
    removeAttribute: () => (element.src = ''),
  })
  return element as unknown as HTMLAudioElement
}

function setUp() {
  let now = 1000
  const audio = sound()
  const permit = vi.fn(async () => ({
    url: `/sound?${permit.mock.calls.length}`,
    expires_at: 2000,
  }))
  const scope = effectScope()
  const playback = scope.run(() => usePlayback({ permit, seconds: 60, audio, now: () => now }))!
  return { audio, permit, scope, ...playback, passTo: (next: number) => (now = next) }
}
const settle = () => new Promise((done) => setTimeout(done))

describe('playing a recording', () => {
  it('asks for the sound only when somebody listens: whoever only looks has not heard it', async () => {
    const { permit, toggle, audio, playing, length } = setUp()
    expect(permit).not.toHaveBeenCalled()
    toggle()
    await settle()
    expect(audio.src).toBe('/sound?1')
    expect(playing.value).toBe(true)
    expect(length.value).toBe(65)
    toggle()
    expect(playing.value).toBe(false)
  })

  it('goes on from where one was, by a new address when the old one is too old', async () => {
    const { permit, toggle, audio, seek, passTo } = setUp()
    toggle()
    await settle()
    toggle()
    seek(12)
    toggle()
    await settle()
    expect(permit).toHaveBeenCalledTimes(1)
    toggle()
    passTo(2000)
    toggle()
    await settle()
    expect(permit).toHaveBeenCalledTimes(2)
    expect(audio.currentTime).toBe(12)
  })

  it('begins at the place that was chosen before the first sound came', async () => {
    const { toggle, audio, seek, speed } = setUp()
    seek(30)
    speed.value = 1.5
    toggle()
    await settle()
    expect(audio.currentTime).toBe(30)
    expect(audio.playbackRate).toBe(1.5)
  })

  it('says when it may not or cannot be heard, and falls silent with its card', async () => {
    const { permit, toggle, failed, scope, audio } = setUp()
    permit.mockRejectedValueOnce(new Error('forbidden'))
    toggle()
    await settle()
    expect(failed.value).toBe(true)
    scope.stop()
    expect(audio.pause).toHaveBeenCalled()
  })
})
