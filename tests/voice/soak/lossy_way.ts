// A bad line: datagrams pass by two sockets of it, and some are lost, all are late, each a little
// differently, so that they overtake each other. What is sent to `near` leaves by `far`, and back.

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'

export interface Trouble {
  /** Of a hundred. */
  lostPercent: number
  delayMs: number
  spreadMs: number
}

export async function bound(address: string, port = 0): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 256 * 1024 })
  // What was sent to who is gone comes back as an error; they know by the silence.
  socket.on('error', () => {})
  await new Promise<void>((done, fail) => {
    socket.once('error', fail)
    socket.bind(port, address, () => {
      socket.removeListener('error', fail)
      done()
    })
  })
  return socket
}

export class LossyWay {
  readonly #near: Socket
  readonly #far: Socket
  readonly #trouble: Trouble
  /** Whose line it is: whoever sends to `near`. */
  #owner: RemoteInfo | undefined
  #to: { address: string; port: number } | undefined
  #closed = false

  private constructor(near: Socket, far: Socket, trouble: Trouble) {
    this.#near = near
    this.#far = far
    this.#trouble = trouble
    near.on('message', (bytes, from) => {
      this.#owner = from
      const to = this.#to
      if (to) this.#later(() => far.send(bytes, to.port, to.address))
    })
    far.on('message', (bytes) => {
      const owner = this.#owner
      if (owner) this.#later(() => near.send(bytes, owner.port, owner.address))
    })
  }

  static async open(address: string, trouble: Trouble): Promise<LossyWay> {
    return new LossyWay(await bound(address), await bound(address), trouble)
  }

  leadsTo(address: string, port: number) {
    this.#to = { address, port }
  }

  get nearPort(): number {
    return this.#near.address().port
  }

  get farPort(): number {
    return this.#far.address().port
  }

  #later(pass: () => void) {
    const { lostPercent, delayMs, spreadMs } = this.#trouble
    if (100 * Math.random() < lostPercent) return
    setTimeout(() => this.#closed || pass(), delayMs + spreadMs * Math.random())
  }

  close() {
    this.#closed = true
    this.#near.close()
    this.#far.close()
  }
}
