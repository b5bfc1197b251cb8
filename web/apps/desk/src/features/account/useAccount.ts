import {
  Refusal,
  type Agent,
  type Api,
  type Me,
  type Permission,
  type Presence,
  type Setup,
  type Workspace,
} from '@parley/api'
import { computed, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

export type Standing = 'unknown' | 'setup' | 'signed_out' | 'signed_in'
export type Account = ReturnType<typeof createAccount>

/** Who is signed in here, and what they may do. The server decides; the page only asks. */
export function createAccount(api: Api) {
  const me = shallowRef<Me>()
  const setup = shallowRef<Setup>()
  const standing = shallowRef<Standing>('unknown')
  const dismissed = shallowRef(false)
  let leaving = false

  function enter(next: Me) {
    me.value = next
    standing.value = 'signed_in'
  }

  function leave() {
    me.value = undefined
    standing.value = 'signed_out'
  }

  /** Throws when the server cannot be reached: then nothing is known yet. */
  async function load(): Promise<void> {
    setup.value = await api.setup()
    if (setup.value.needed) {
      standing.value = 'setup'
      return
    }
    try {
      enter(await api.me())
    } catch (error) {
      if (!isSignedOut(error)) throw error
      leave()
    }
  }

  /** Whether the server still knows this person; any answer but a plain no changes nothing. */
  async function confirm() {
    if (leaving) return
    const gone = await api.me().then(() => false, isSignedOut)
    if (!gone || leaving) return
    dismissed.value = true
    leave()
  }

  async function signOut() {
    leaving = true // The server ends the line before it answers, which is no news then.
    try {
      await api.signOut()
      leave()
    } finally {
      leaving = false
    }
  }

  return {
    me: shallowReadonly(me),
    setup: shallowReadonly(setup),
    standing: shallowReadonly(standing),
    /** Signed out by somebody else, or by time. */
    dismissed: shallowReadonly(dismissed),
    /** Fulfilled once it is known who is here. */
    known: whenKnown(standing),
    agentId: computed(() => me.value?.agent.id ?? ''),
    scope: () => scopeOf(me.value),
    can: (permission: Permission) => me.value?.permissions.includes(permission) ?? false,
    load,
    enter,
    confirm,
    signOut,
    ...heeding(api, me),
  }
}

/** Whose sessions are told to somebody. */
function scopeOf(me: Me | undefined) {
  return {
    all: me?.permissions.includes('session_read_all') ?? false,
    agent: me?.agent.id ?? '',
    queues: me?.agent.queue_ids ?? [],
  }
}

/** What changes about the person and their company while they are here. */
function heeding(api: Api, me: Ref<Me | undefined>) {
  async function setPresence(presence: Presence, reason = '') {
    heedAgent(await api.setPresence(reason ? { presence, reason } : { presence }))
  }
  async function extendWrapUp() {
    heedAgent(await api.extendWrapUp())
  }
  async function endWrapUp() {
    heedAgent(await api.endWrapUp())
  }
  function heedAgent(agent: Agent) {
    if (me.value?.agent.id === agent.id) me.value = { ...me.value, agent }
  }
  function heedWorkspace(workspace: Workspace) {
    if (me.value) me.value = { ...me.value, workspace }
  }
  return { setPresence, extendWrapUp, endWrapUp, heedAgent, heedWorkspace }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Refusal && error.status === 401
}

function whenKnown(standing: Ref<Standing>): Promise<void> {
  return new Promise((resolve) => {
    const stop = watch(standing, () => {
      stop()
      resolve()
    })
  })
}
