import type { Api, Id, RoutingHook } from '@parley/api'
import { checkLength, checkWhole, onlyWrong, useForm } from '../../forms'

/** The server's bounds, repeated so that a page can say them before it is refused. */
export const TIMEOUT = { min: 100, max: 5000 }
const URL_MAX = 2000

export interface HookValues {
  active: boolean
  url: string
  timeout_ms: number
  queue_ids: Id[]
}

export function hookValues(hook: RoutingHook): HookValues {
  const { active, url, timeout_ms, queue_ids } = hook
  return { active, url, timeout_ms, queue_ids: [...queue_ids] }
}

function check({ active, url, timeout_ms }: HookValues) {
  const address = url.trim()
  return onlyWrong({
    url:
      address === ''
        ? active
          ? { key: 'form.required' }
          : undefined
        : !/^https?:\/\//.test(address)
          ? { key: 'routingHook.urlBegin' }
          : checkLength(address, URL_MAX),
    timeout_ms: checkWhole(timeout_ms, TIMEOUT.min, TIMEOUT.max),
  })
}

export function useHookForm(
  api: Pick<Api, 'routingHook' | 'updateRoutingHook'>,
  hook: RoutingHook,
) {
  return useForm(hookValues(hook), {
    check,
    version: hook.version,
    async reread() {
      const now = await api.routingHook()
      return { values: hookValues(now), version: now.version }
    },
    save: (_, changed, version) =>
      api.updateRoutingHook(
        changed.url === undefined ? changed : { ...changed, url: changed.url.trim() },
        { version },
      ),
  })
}
