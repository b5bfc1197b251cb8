// Socket.IO as a peer: starts the minimal chat of socketio_server.mjs and opens every line by the
// protocol's WebSocket transport (Engine.IO 4, Socket.IO 5).

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../tests/harness/server.ts'
import { Child } from './child.ts'
import type { Stage } from './load.ts'
import { IdFinder, idOf, MESSAGE_TEXT } from './message.ts'
import { inTurns, query, SILENT, type House } from './peer.ts'
import { WebSocketLine } from './websocket.ts'

const PATH = '/socket.io/?EIO=4&transport=websocket'
// A packet begins with Engine.IO's type and, in a message, Socket.IO's.
const OPEN = '0'
const PING = '2'
const PONG = '3'
const CONNECT = '40'
const EVENT = '42'
const ACK = '43'

export function missing(): string | undefined {
  const isThere = existsSync(join(import.meta.dirname, 'node_modules/socket.io'))
  return isThere ? undefined : 'the npm packages of bench/peers'
}

export async function start(house: House, folder: string): Promise<Stage> {
  const port = await freePort()
  const program = join(import.meta.dirname, 'socketio_server.mjs')
  const server = new Child([process.execPath, program, `${port}`], join(folder, 'socketio.log'))
  await server.listensOn(port)

  const agents: WebSocketLine[] = []
  for (let team = 0; team < house.teams; ++team) {
    for (let each = 0; each < house.agentsPerTeam; ++each) {
      agents.push(await enter(port, { team }))
    }
  }
  const visitors = await inTurns(house.conversations, (conversation) =>
    enter(port, { team: conversation % house.teams, conversation }),
  )
  const stage: Stage = {
    conversations: house.conversations,
    agentsPerTeam: house.agentsPerTeam,
    ears: SILENT,
    send: (conversation, number) => visitors[conversation]?.send(packet(number)),
    serverCpuSeconds: () => server.cpuSeconds(),
    stored: () => Number(query('SELECT count(*) FROM chat_message')),
    close: async () => {
      for (const line of [...visitors, ...agents]) line.close()
      await server.end()
    },
  }
  for (const line of visitors) line.listen((payload) => atVisitor(line, payload, stage))
  for (const line of agents) line.listen((payload) => atAgent(line, payload, stage))
  return stage
}

/** Opens a line and waits until the server has taken it up. */
function enter(port: number, auth: object): Promise<WebSocketLine> {
  return new Promise((done, fail) => {
    WebSocketLine.open(port, PATH).then((line) => {
      line.listen((payload) => {
        if (isOf(payload, OPEN)) line.send(`${CONNECT}${JSON.stringify(auth)}`)
        else if (isOf(payload, CONNECT)) done(line)
        else fail(new Error(`at a line's opening: ${payload}`))
      })
    }, fail)
  })
}

/** An event that wants an acknowledgement: its number comes back with it. */
function packet(number: number): string {
  const message = { client_msg_id: idOf(number), text: MESSAGE_TEXT }
  return `${EVENT}${number}${JSON.stringify(['send', message])}`
}

function atVisitor(line: WebSocketLine, payload: Buffer, stage: Stage) {
  if (isOf(payload, ACK)) {
    if (payload.includes('"error"')) throw new Error(`refused: ${payload}`)
    stage.ears.acknowledged(parseInt(payload.toString('latin1', ACK.length), 10))
  } else if (isOf(payload, PING)) line.send(PONG)
}

function atAgent(line: WebSocketLine, payload: Buffer, stage: Stage) {
  if (isOf(payload, EVENT)) new IdFinder().feed(payload, (number) => stage.ears.received(number))
  else if (isOf(payload, PING)) line.send(PONG)
}

function isOf(payload: Buffer, type: string): boolean {
  return payload.toString('latin1', 0, type.length) === type
}
