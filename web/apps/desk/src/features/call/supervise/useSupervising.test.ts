import type { Call } from '@parley/api'
import { effectScope, shallowRef } from 'vue'
import { expect, test, vi } from 'vitest'
import { sampleCall, sampleLeg } from '../../../testing/samples'
import type { createSound } from '../softphone/sound'
import { useSupervising } from './useSupervising'

const own = sampleLeg({ id: 'l9', kind: 'supervisor', agent_id: 'sue', state: 'joined' })

function supervising() {
  const call = shallowRef<Call | undefined>(sampleCall({ legs: [own] }))
  const at = shallowRef<string>()
  const sound = {
    call: at,
    state: shallowRef({ kind: 'live' }),
    muted: shallowRef(false),
    join: vi.fn((id: string) => {
      at.value = id
      return Promise.resolve()
    }),
    leave: vi.fn(() => (at.value = undefined)),
  }
  const api = {
    superviseCall: vi.fn(),
    changeSupervision: vi.fn().mockResolvedValue(call.value),
    dropLeg: vi.fn().mockResolvedValue(call.value),
  }
  const scope = effectScope()
  const made = scope.run(() =>
    useSupervising({
      api,
      me: () => 'sue',
      call: () => call.value,
      put: () => undefined,
      sound: (() => sound) as unknown as typeof createSound,
    }),
  )
  if (!made) throw new Error('no scope')
  return { ...made, call, sound, api, scope }
}

test('the first mode joins, another changes it, and stopping drops the leg', async () => {
  const ear = supervising()
  await ear.start('listen')
  expect(ear.sound.join).toHaveBeenCalledTimes(1)
  await ear.start('whisper')
  expect(ear.sound.join).toHaveBeenCalledTimes(1)
  expect(ear.api.changeSupervision).toHaveBeenCalledWith(ear.call.value?.id, 'whisper')
  expect(ear.mode.value).toBe('whisper')
  await ear.stop()
  expect(ear.api.dropLeg).toHaveBeenCalledWith(ear.call.value?.id, 'l9')
  expect(ear.mode.value).toBeUndefined()
  ear.scope.stop()
})

test('a change that is refused leaves the mode as it was, and says why', async () => {
  const ear = supervising()
  await ear.start('listen')
  ear.api.changeSupervision.mockRejectedValueOnce(new Error('no'))
  await ear.start('barge')
  expect(ear.mode.value).toBe('listen')
  expect(ear.refused.value).toBeDefined()
  ear.scope.stop()
})

test('who leaves the page, or the call, listens no longer', async () => {
  const ear = supervising()
  await ear.start('listen')
  ear.scope.stop()
  expect(ear.sound.leave).toHaveBeenCalledTimes(1)
})
