import { inject, provide, ref, type InjectionKey } from 'vue'

export type Kind = 'staff' | 'visitor' | 'nobody'
export type Caller = ReturnType<typeof createCaller>

const key: InjectionKey<Caller> = Symbol('caller')

/** As whom the console calls: kept for the page's life only, a credential is a secret. */
function createCaller() {
  const kind = ref<Kind>('staff')
  const credential = ref('')
  const agent = ref('')

  /** Who is signed in at the desk of this browser; "" where nobody is. */
  async function look() {
    const answer = await fetch('/api/v1/me').catch(() => undefined)
    agent.value = answer?.ok
      ? ((await answer.json()) as { agent: { name: string } }).agent.name
      : ''
  }
  /** An answer that holds a credential is taken over. */
  function heed(answer: unknown) {
    if (typeof answer !== 'object' || answer === null) return
    if ('visitor_id' in answer && 'secret' in answer) {
      credential.value = `${answer.visitor_id}.${answer.secret}`
    }
  }
  void look()
  return { kind, credential, agent, look, heed }
}

export function provideCaller(): Caller {
  const caller = createCaller()
  provide(key, caller)
  return caller
}

export function useCaller(): Caller {
  const caller = inject(key)
  if (!caller) throw new Error('the page provides a caller')
  return caller
}
