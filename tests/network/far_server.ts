// Passes bytes on to a server late, each portion a little differently, but in order. Says its port.
//
//     node far_server.ts ADDRESS PORT DELAY_MS SPREAD_MS

import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

const [address = '', port, delayMs, spreadMs] = process.argv.slice(2)

const server = createServer((near) => {
  const far = connect(Number(port), address)
  pass(near, far)
  pass(far, near)
})
server.listen(0, address, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})

function pass(from: Socket, to: Socket) {
  const underWay: (() => void)[] = [] // Whichever timer runs first, the oldest arrives.
  let arrival = 0
  const later = (act: () => void) => {
    underWay.push(act)
    arrival = Math.max(arrival, Date.now() + Number(delayMs) + Math.random() * Number(spreadMs))
    setTimeout(() => underWay.shift()?.(), arrival - Date.now())
  }
  from.setNoDelay()
  from.on('data', (bytes) => later(() => to.writable && to.write(bytes)))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.end()))
}
