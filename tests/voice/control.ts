// The control of `parley voice`, as `parley serve` holds it: a line of JSON each way.

import { connect, type Socket } from 'node:net'

export interface Told {
  type: string
  call?: string
  place?: number
  [member: string]: unknown
}

export class Control {
  readonly told: Told[] = []
  readonly #socket: Socket
  readonly #waiting = new Set<() => void>()
  #rest = ''

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      const lines = (this.#rest + chunk.toString()).split('\n')
      this.#rest = lines.pop() ?? ''
      for (const line of lines) this.told.push(JSON.parse(line) as Told)
      this.#waiting.forEach((wake) => wake())
    })
  }

  static async open(path: string): Promise<Control> {
    const socket = connect(path)
    await new Promise((done, fail) => socket.once('connect', done).once('error', fail))
    return new Control(socket)
  }

  say(command: Told) {
    this.#socket.write(`${JSON.stringify(command)}\n`)
  }

  /** The first that was or will be told of this type, with these members. */
  until(type: string, match: Partial<Told> = {}, withinMs = 15_000): Promise<Told> {
    return this.nth(0, type, match, withinMs)
  }

  /** The same, but for so many before it. */
  async nth(
    before: number,
    type: string,
    match: Partial<Told> = {},
    withinMs = 15_000,
  ): Promise<Told> {
    const deadline = Date.now() + withinMs
    for (;;) {
      const found = this.all(type, match)[before]
      if (found) return found
      const left = deadline - Date.now()
      if (left <= 0)
        throw new Error(`no ${type} ${JSON.stringify(match)}; told: ${JSON.stringify(this.told)}`)
      await new Promise<void>((done) => {
        const wake = () => {
          clearTimeout(patience)
          this.#waiting.delete(wake)
          done()
        }
        const patience = setTimeout(wake, left)
        this.#waiting.add(wake)
      })
    }
  }

  all(type: string, match: Partial<Told> = {}): Told[] {
    return this.told.filter(
      (one) =>
        one.type === type && Object.entries(match).every(([name, value]) => one[name] === value),
    )
  }

  close() {
    this.#socket.destroy()
  }
}
