import { computed, onScopeDispose, watch, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useDesk } from '../../../desk'
import { shownContact } from '../../contact'
import { isUnsaved } from '../../forms'
import { useTelephone } from '../useTelephone'
import type { Softphone } from './createSoftphone'

/** Longer than that nobody is kept from hearing that they are called. */
const POP_MAX_MS = 1_500
/** Where the contact's details stand beside the conversation. */
const PANEL_FITS = '(min-width: 768px)'

/**
 * An incoming call: first whom it is from, with all that was said before; then the ringing. Whoever
 * does not take it is led back to where they were.
 */
export function useRinging(softphone: Softphone) {
  const { account, calls, preferences, sessions, threads } = useDesk()
  const { isSpoken } = useTelephone()
  const router = useRouter()
  let stop: (() => void) | undefined
  let cameFrom: { path: string; popped: string } | undefined

  const incoming = computed(() => {
    const offered = sessions.offers.value.find(isSpoken)
    if (offered) return { key: `${offered.id}:${offered.offer?.number}`, session: offered.id }
    const asked = calls.asking.value[0]
    return asked ? { key: asked.id, session: undefined } : undefined
  })

  function quiet() {
    stop?.()
    stop = undefined
  }

  async function pop(id: string) {
    const path = `/sessions/${id}`
    if (isUnsaved()) return
    const before = router.currentRoute.value.fullPath
    if (!before.startsWith(path)) cameFrom = { path: before, popped: path }
    await router.push({ path, query: { contact: '' } })
    await sessions.select(id)
    const session = sessions.store.get(id)
    if (!session) return
    await until(threads.open(session.conversation_id).state, ['ready', 'failed'])
    if (matchMedia(PANEL_FITS).matches) await until(shownContact, [session.contact_id])
  }

  function goBack(id: string | undefined) {
    const from = cameFrom
    cameFrom = undefined
    if (!from || (id && isTaken(id))) return
    if (router.currentRoute.value.path === from.popped) void router.replace(from.path)
  }
  const isTaken = (id: string) => sessions.store.get(id)?.agent_id === account.agentId.value

  watch(
    () => incoming.value?.key,
    async (key, before) => {
      quiet()
      if (before) goBack(before.split(':')[0])
      const now = incoming.value
      if (!key || !now) return
      if (now.session) await inTime(pop(now.session))
      if (incoming.value?.key !== key || preferences.sound.value === 'off') return
      quiet()
      stop = softphone.tones.ring()
    },
    { immediate: true },
  )
  onScopeDispose(quiet)
}

/** Whatever came of it, and at the latest in time. */
function inTime(what: Promise<void>): Promise<unknown> {
  const late = new Promise((done) => setTimeout(done, POP_MAX_MS))
  return Promise.race([what.catch(() => undefined), late])
}

function until<T>(what: Readonly<Ref<T>>, wanted: readonly T[]): Promise<void> {
  return new Promise((done) => {
    const stop = watch(
      what,
      (now) => {
        if (!wanted.includes(now)) return
        done()
        queueMicrotask(() => stop())
      },
      { immediate: true },
    )
  })
}
