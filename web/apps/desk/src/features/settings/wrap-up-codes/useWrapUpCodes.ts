import type { WrapUpCode } from '@parley/api'
import { useDesk } from '../../../desk'
import { useRecords } from '../useRecords'

/** The workspace's wrap-up codes, kept current by events. */
export function useWrapUpCodes() {
  const { api, live } = useDesk()
  return useRecords<WrapUpCode>({
    load: api.wrapUpCodes,
    changes: live,
    stale: (event) => event.kind.startsWith('wrap_up_code_'),
  })
}
