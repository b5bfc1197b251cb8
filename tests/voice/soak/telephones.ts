// A process of far telephones, as the soak holds it.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { FarCommand, FarTold } from './far_terms.ts'

export interface Where {
  /** As these telephones reach it. */
  server: string
  port: number
  own: string
  /** A command that runs the process, such as one that enters a namespace. */
  under?: readonly string[]
}

export class Telephones {
  /** Callers that are on the line, or ring. */
  standing = 0
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, hear: (told: FarTold) => void) {
    this.#child = child
    // Who is killed hears no more.
    child.stdin?.on('error', () => {})
    if (!child.stdout) throw new Error('no output')
    createInterface(child.stdout).on('line', (line) => {
      const told = JSON.parse(line) as FarTold
      if (told.told === 'standing') this.standing = told.calls
      hear(told)
    })
  }

  static async open(where: Where, hear: (told: FarTold) => void): Promise<Telephones> {
    const program = join(import.meta.dirname, 'far_telephones.ts')
    const words = [process.execPath, program, where.server, `${where.port}`, where.own]
    const [command = '', ...args] = [...(where.under ?? []), ...words]
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    return new Promise((done, fail) => {
      child.once('exit', (code) => fail(new Error(`the telephones ended: ${code}`)))
      const telephones: Telephones = new Telephones(child, (told) => {
        if (told.told === 'up') done(telephones)
        hear(told)
      })
    })
  }

  say(command: FarCommand) {
    if (!this.isGone) this.#child.stdin?.write(`${JSON.stringify(command)}\n`)
  }

  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** With everybody on the line, who say nothing. */
  async kill() {
    if (this.isGone) return
    const over = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await over
    this.standing = 0
  }
}
