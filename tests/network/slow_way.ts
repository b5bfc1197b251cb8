// A long way to a server: a process of its own (far_server.ts), for a test may wait for what comes
// along it without letting its own loop run.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Distance {
  delayMs: number
  spreadMs: number
}

export class SlowWay {
  readonly port: number
  readonly #child: ChildProcess

  private constructor(port: number, child: ChildProcess) {
    this.port = port
    this.#child = child
  }

  /** To a port of an address, by another port of the same address. */
  static async open(address: string, to: number, distance: Distance): Promise<SlowWay> {
    const program = join(import.meta.dirname, 'far_server.ts')
    const args = [address, to, distance.delayMs, distance.spreadMs].map(String)
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const said of child.stdout) return new SlowWay(Number(said), child)
    throw new Error('the way did not open')
  }

  async close() {
    const over = once(this.#child, 'exit')
    this.#child.kill()
    await over
  }
}
