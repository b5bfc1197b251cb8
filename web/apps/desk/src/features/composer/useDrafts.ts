import type { Id } from '@parley/api'

export type Mode = 'reply' | 'note'
export interface Draft {
  /** Undefined until a choice was made here. */
  mode: Mode | undefined
  reply: string
  note: string
}
export const EMPTY: Draft = { mode: undefined, reply: '', note: '' }

/** What was begun in each conversation, kept in this tab: it is the customer's business too. */
export function createDrafts(storage: Storage = sessionStorage) {
  const held = new Map<Id, Draft>()
  const key = (conversation: Id) => `parley.draft.${conversation}`

  return {
    get(conversation: Id): Draft {
      const known = held.get(conversation)
      if (known) return known
      try {
        return { ...EMPTY, ...JSON.parse(storage.getItem(key(conversation)) ?? '{}') }
      } catch {
        return { ...EMPTY }
      }
    },
    set(conversation: Id, draft: Draft) {
      held.set(conversation, draft)
      try {
        if (draft.reply === '' && draft.note === '') storage.removeItem(key(conversation))
        else storage.setItem(key(conversation), JSON.stringify(draft))
      } catch {
        // Kept in memory all the same.
      }
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>
