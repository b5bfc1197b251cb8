// Prosody as a peer: rooms with an archive (XEP-0045, XEP-0313) in PostgreSQL, over plain TCP.
//
// A conversation is a room of its visitor and its team's agents. The room archives a message and then
// gives it to everyone in it; that it comes back to its visitor is the acknowledgement.

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../../tests/harness/server.ts'
import { Child } from './child.ts'
import type { Stage } from './load.ts'
import { IdFinder, idOf, MESSAGE_TEXT } from './message.ts'
import { database, inTurns, query, SILENT, type House } from './peer.ts'

const HOST = 'localhost'
const ROOMS = 'rooms.localhost'
const STREAM =
  `<?xml version='1.0'?><stream:stream to='${HOST}' version='1.0' xmlns='jabber:client'` +
  ` xmlns:stream='http://etherx.jabber.org/streams'>`
const AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"
const BIND = "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
const ENTERED = "code='110'" // The room's word that one's own presence is in it.
const ANSWER_WITHIN_MS = 30_000
const ERROR = Buffer.from("type='error'")

export function missing(): string | undefined {
  if (spawnSync('which', ['prosody']).status !== 0) return "Debian's prosody"
  const driver = spawnSync('lua5.4', ['-e', 'require("dbd.postgresql")'])
  return driver.status === 0 ? undefined : "Debian's lua-dbi-postgresql"
}

export async function start(house: House, folder: string): Promise<Stage> {
  const port = await freePort()
  const file = join(folder, 'prosody.cfg.lua')
  mkdirSync(join(folder, 'data'))
  writeFileSync(file, configuration(house, port, folder))
  const server = new Child(['prosody', '-F', '--config', file], join(folder, 'prosody.log'))
  await server.listensOn(port)

  const visitors = await inTurns(house.conversations, async (conversation) => {
    const line = await XmppLine.open(port)
    await line.enter([conversation], 'visitor')
    return line
  })
  const agents: XmppLine[] = []
  for (let team = 0; team < house.teams; ++team) {
    const conversations = visitors.map((_, i) => i).filter((i) => i % house.teams === team)
    for (let each = 0; each < house.agentsPerTeam; ++each) {
      const line = await XmppLine.open(port)
      await line.enter(conversations, `agent ${each}`)
      agents.push(line)
    }
  }
  const stage: Stage = {
    conversations: house.conversations,
    agentsPerTeam: house.agentsPerTeam,
    ears: SILENT,
    send: (conversation, number) => visitors[conversation]?.send(stanza(conversation, number)),
    serverCpuSeconds: () => server.cpuSeconds(),
    stored: () => Number(query("SELECT count(*) FROM prosodyarchive WHERE store = 'muc_log'")),
    close: async () => {
      for (const line of [...visitors, ...agents]) line.close()
      await server.end()
    },
  }
  for (const line of visitors) line.listen((number) => stage.ears.acknowledged(number))
  for (const line of agents) line.listen((number) => stage.ears.received(number))
  return stage
}

/** Only what the rooms need: each module more would cost Prosody time. */
function configuration(house: House, port: number, folder: string): string {
  const { searchParams, username, pathname } = new URL(database().replace('@/', '@host/'))
  return `
    run_as_root = ${process.getuid?.() === 0}
    pidfile = "${folder}/prosody.pid"
    data_path = "${folder}/data"
    log = { { levels = { min = "warn" }, to = "console" } }
    interfaces = { "127.0.0.1" }
    c2s_ports = { ${port} }
    c2s_require_encryption = false
    modules_enabled = { "saslauth", "disco" }
    modules_disabled = { "s2s", "offline" }
    storage = { muc_log = "sql" }
    sql = { driver = "PostgreSQL", host = "${searchParams.get('host')}",
      database = "${pathname.slice(1)}", username = "${username}" }
    VirtualHost "${HOST}"
      authentication = "anonymous"
    Component "${ROOMS}" "muc"
      modules_enabled = { "muc_mam" }
      muc_room_cache_size = ${house.conversations} -- Rooms beyond are put away and brought back.
      muc_room_locking = false
  `
}

function stanza(conversation: number, number: number): string {
  const head = `<message type='groupchat' to='${roomOf(conversation)}' id='${idOf(number)}'>`
  return `${head}<body>${MESSAGE_TEXT}</body></message>`
}

function roomOf(conversation: number): string {
  return `conversation-${conversation}@${ROOMS}`
}

class XmppLine {
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async open(port: number): Promise<XmppLine> {
    const line = new XmppLine(createConnection({ port, host: '127.0.0.1', noDelay: true }))
    await line.#ask(STREAM, '</stream:features>')
    await line.#ask(AUTH, '<success')
    await line.#ask(STREAM, '</stream:features>')
    await line.#ask(BIND, "type='result'")
    return line
  }

  async enter(conversations: readonly number[], nick: string) {
    const muc = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
    const presences = conversations.map(
      (i) => `<presence to='${roomOf(i)}/${nick}'>${muc}</presence>`,
    )
    await this.#ask(presences.join(''), ENTERED, conversations.length)
  }

  send(text: string) {
    this.#socket.write(text)
  }

  /** Calls `heard` with the number of each message that arrives. */
  listen(heard: (number: number) => void) {
    const ids = new IdFinder()
    this.#socket.on('data', (chunk) => {
      if (chunk.includes(ERROR)) throw new Error(`refused: ${chunk}`)
      ids.feed(chunk, heard)
    })
    this.#socket.once('close', (broken) => {
      if (broken) throw new Error('the server closed a line')
    })
  }

  close() {
    this.#socket.destroy()
  }

  /** Writes and waits until the answer has held `sign` so many times. */
  #ask(text: string, sign: string, times = 1): Promise<void> {
    return new Promise((done, fail) => {
      let heard = ''
      let left = times
      const patience = setTimeout(() => fail(new Error(`no ${sign}: ${heard}`)), ANSWER_WITHIN_MS)
      const read = (chunk: Buffer) => {
        const parts = (heard + chunk.toString('latin1')).split(sign)
        heard = parts.at(-1) ?? ''
        left -= parts.length - 1
        if (left > 0) return
        this.#socket.off('data', read)
        clearTimeout(patience)
        done()
      }
      this.#socket.on('data', read)
      this.#socket.once('error', fail)
      this.#socket.write(text)
    })
  }
}
