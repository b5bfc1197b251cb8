import {
  isAborted,
  type Api,
  type Contact,
  type ContactDetail,
  type ContactPatch,
  type EventBody,
  type Id,
} from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
}

/** The customer of the session on screen: who they are and what was before. */
export function useContact(
  api: Pick<Api, 'contact' | 'updateContact'>,
  changes: Changes,
  id: Ref<Id | undefined>,
) {
  const detail = shallowRef<ContactDetail>()
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

  /** Throws what the server refused. */
  async function save(patch: ContactPatch) {
    const contact = id.value
    if (!contact) return
    const saved = await api.updateContact(contact, patch)
    if (detail.value?.contact.id === saved.id) detail.value = { ...detail.value, contact: saved }
  }

  const off = changes.onEvent((event) => {
    const { contact, session } = event
    if (contact && contact.id === id.value) heard = contact
    if (!detail.value) return
    if (contact?.id === detail.value.contact.id) detail.value = { ...detail.value, contact }
    const isNews = event.kind === 'session_opened' || event.kind === 'session_closed'
    if (isNews && session?.contact_id === detail.value.contact.id) void load()
  })
  onScopeDispose(() => {
    off()
    reading?.abort()
  })
  watch(id, () => void load(), { immediate: true })

  return { detail: shallowReadonly(detail), state: shallowReadonly(state), load, save }
}
