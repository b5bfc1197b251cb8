import type { Api } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Devices } from './devices'
import { NoMicrophone, openMicrophone } from './microphone'
import { createPeer, type Peer } from './peer'
import { createSpeaker } from './speaker'

export type EchoState = 'off' | 'starting' | 'running' | 'failed'

/** A call to nobody: what one says comes back. */
export function useEchoTest(api: Pick<Api, 'echoTest'>, devices: Devices) {
  const state = shallowRef<EchoState>('off')
  const trouble = shallowRef<string>()
  const speaker = createSpeaker(() => devices.choice.value.speaker)
  let peer: Peer | undefined
  let microphone: MediaStream | undefined
  let run = 0

  function end(next: EchoState) {
    run += 1
    peer?.close()
    peer = undefined
    microphone?.getTracks().forEach((track) => track.stop())
    microphone = undefined
    speaker.stop()
    state.value = next
  }

  async function start() {
    end('starting')
    trouble.value = undefined
    const mineRun = run
    try {
      const { microphone: id, processed } = devices.choice.value
      const stream = await openMicrophone({ id, processed })
      if (mineRun !== run) return stream.getTracks().forEach((track) => track.stop())
      microphone = stream
      const mine = (peer = createPeer(stream, {
        onSound: speaker.play,
        onState(now) {
          if (peer !== mine) return
          if (now === 'connected') state.value = 'running'
          // The server ends it after a while; that is no failure.
          if (now === 'failed' || now === 'disconnected')
            end(state.value === 'running' ? 'off' : 'failed')
        },
      }))
      const { answer } = await api.echoTest(await mine.offer())
      if (peer === mine) await mine.accept(answer)
    } catch (error) {
      if (mineRun !== run) return
      trouble.value = error instanceof NoMicrophone ? error.trouble : 'no_echo'
      end('failed')
    }
  }

  onScopeDispose(() => end('off'))
  return {
    state: shallowReadonly(state),
    trouble: shallowReadonly(trouble),
    heard: speaker.heard,
    stats: () => peer?.stats(),
    start,
    stop: () => end('off'),
  }
}
