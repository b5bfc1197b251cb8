import { computed, shallowRef } from 'vue'
import { operationsOf } from './reading'
import type { Document } from './types'

/** The server's own description of itself. */
export function useContract(fetch = globalThis.fetch.bind(globalThis)) {
  const document = shallowRef<Document>()
  const failed = shallowRef(false)

  async function load() {
    failed.value = false
    try {
      const answer = await fetch('/api/openapi.json')
      if (!answer.ok) throw new Error(String(answer.status))
      document.value = (await answer.json()) as Document
    } catch {
      failed.value = true
    }
  }
  void load()

  const chapters = computed(() => (document.value ? operationsOf(document.value) : []))
  return { document, chapters, failed, load }
}
