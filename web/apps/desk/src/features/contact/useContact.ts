import {
  codeOf,
  isAborted,
  type Api,
  type Contact,
  type ContactDetail,
  type ContactPatch,
  type EventBody,
  type Id,
} from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

type Shown = ContactDetail | undefined

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
}

/** The customer of the session on screen: who they are and what was before. */
export function useContact(
  api: Pick<Api, 'contact' | 'updateContact'>,
  changes: Changes,
  id: Ref<Id | undefined>,
) {
  const detail = shallowRef<Shown>()
  const state = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  let reading: AbortController | undefined
  /** Heard of while reading, and so newer than what is read. */
  let heard: Contact | undefined

  async function load() {
    reading?.abort()
    const contact = id.value
    if (!contact) return
    const mine = (reading = new AbortController())
    heard = undefined
    if (detail.value?.contact.id !== contact) {
      detail.value = undefined
      state.value = 'loading'
    }
    try {
      const read = await api.contact(contact, { signal: mine.signal })
      if (mine !== reading) return
      detail.value = heard ? { ...read, contact: heard } : read
      state.value = 'ready'
    } catch (error) {
      if (isAborted(error) || mine !== reading) return
      state.value = 'failed'
    }
  }

  const off = changes.onEvent((event) => {
    const { contact, session } = event
    if (contact && contact.id === id.value) heard = contact
    if (contact) detail.value = updated(detail.value, contact)
    const isNews = event.kind === 'session_opened' || event.kind === 'session_closed'
    if (isNews && session && session.contact_id === detail.value?.contact.id) void load()
  })
  onScopeDispose(() => {
    off()
    reading?.abort()
  })
  watch(id, () => void load(), { immediate: true })

  const save = useSave(api, detail)
  return { detail: shallowReadonly(detail), state: shallowReadonly(state), load, save }
}

/**
 * Throws what the server refused; where somebody else changed the customer meanwhile, what is
 * stored now is on screen by then. One save goes after the other, for it stands on what that made.
 */
function useSave(api: Pick<Api, 'contact' | 'updateContact'>, detail: Ref<Shown>) {
  let saving: Promise<void> = Promise.resolve()

  async function change(known: Contact, patch: ContactPatch) {
    const now = detail.value?.contact
    const { version } = now?.id === known.id ? now : known
    try {
      const saved = await api.updateContact(known.id, patch, { version })
      detail.value = updated(detail.value, saved)
    } catch (failure) {
      if (codeOf(failure) === 'changed_meanwhile') {
        const { contact } = await api.contact(known.id)
        detail.value = updated(detail.value, contact)
      }
      throw failure
    }
  }

  return (patch: ContactPatch): Promise<void> => {
    const known = detail.value?.contact
    if (!known) return Promise.resolve()
    const mine = saving.then(() => change(known, patch))
    saving = mine.catch(() => undefined)
    return mine
  }
}

/** The customer as they are now, if it is they who are shown. */
function updated(shown: Shown, contact: Contact): Shown {
  return shown?.contact.id === contact.id ? { ...shown, contact } : shown
}
