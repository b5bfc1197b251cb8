import type { Api, Targets } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

/** Looked at again this often, while somebody chooses. */
const EVERY_MS = 4_000

/** How agents and queues stand, for as long as `wanted`; undefined until told. */
export function useTargets(api: Pick<Api, 'targets'>, wanted: Readonly<Ref<boolean>>) {
  const targets = shallowRef<Targets>()
  let timer: ReturnType<typeof setInterval> | undefined

  async function look() {
    targets.value = await api.targets().catch(() => targets.value)
  }
  function stop() {
    clearInterval(timer)
    timer = undefined
  }
  watch(
    wanted,
    (now) => {
      stop()
      if (!now) return
      void look()
      timer = setInterval(() => void look(), EVERY_MS)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return shallowReadonly(targets)
}
