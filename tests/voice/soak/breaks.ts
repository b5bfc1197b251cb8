// What is broken in the soak, and that it is right again soon.

import assert from 'node:assert/strict'
import type { Call, Page } from '@parley/api'
import { eventually } from '../../harness/eventually.ts'
import type { Board, Break } from './board.ts'
import { available, voicePid, type SoakHouse } from './soak_house.ts'

/** Of a killed voice, and of a killed server that stands again. */
const RIGHT_WITHIN_MS = 5_000
const CALLS_AT_ONCE = 200

export class Breaker {
  isUp = true
  readonly #soak: SoakHouse
  readonly #board: Board
  /** All telephones may register again. */
  readonly #returned: () => void

  constructor(soak: SoakHouse, board: Board, returned: () => void) {
    this.#soak = soak
    this.#board = board
    this.#returned = returned
  }

  async killVoice() {
    const pid = voicePid(this.#soak)
    assert.ok(pid, 'voice runs')
    const at = Date.now()
    const broken = this.#begin('voice', at)
    process.kill(pid, 'SIGKILL')
    await this.#noneSince(at, at)
    await available(this.#soak.house)
    broken.overAt = Date.now()
    this.#returned()
  }

  async killServe() {
    const { server, house } = this.#soak
    const at = Date.now()
    this.isUp = false
    const broken = this.#begin('serve', at)
    await server.kill()
    await server.start()
    this.isUp = true
    await available(house)
    broken.overAt = Date.now()
    this.#returned()
    await this.#noneSince(at, broken.overAt)
  }

  #begin(what: Break['what'], at: number): Break {
    const broken = { what, at, overAt: Infinity }
    this.#board.breaks.push(broken)
    return broken
  }

  /** Within five seconds of `from` no call stands that stood at `at`, and no agent is in one. */
  async #noneSince(at: number, from: number) {
    const { caller } = this.#soak.house.boss
    await eventually(async () => {
      const path = `/calls?limit=${CALLS_AT_ONCE}`
      const { items } = await caller.get<Page<Call>>(path)
      const old = items.filter((call) => call.started_at < at)
      if (Date.now() - from > RIGHT_WITHIN_MS)
        throw new Error(`${old.length} calls still stand: ${JSON.stringify(old[0])}`)
      if (old.length > 0) return undefined
      this.#board.forget(new Set(items.map((call) => call.id)))
      return true
    })
  }
}
