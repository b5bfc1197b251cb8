// A minimal chat on Socket.IO and PostgreSQL: socketio_server.mjs PORT, the database in
// PARLEY_TEST_DATABASE.
//
// A visitor opens one conversation of a team; the team's agents are in the room of each of its
// conversations. A message is committed first, then goes to the room, then is acknowledged. Sent
// again with the same `client_msg_id`, it is acknowledged and not stored or shown twice.

import { createServer } from 'node:http'
import pg from 'pg'
import { Server } from 'socket.io'

const TEXT_MAX = 8_000
const CONNECTIONS_MAX = 16
const INSERT = {
  name: 'insert',
  text: `INSERT INTO chat_message (conversation, client_msg_id, sender, text)
    VALUES ($1, $2, $3, $4) ON CONFLICT (conversation, client_msg_id) DO NOTHING
    RETURNING id, created_at`,
}

const pool = new pg.Pool({
  connectionString: process.env.PARLEY_TEST_DATABASE,
  max: CONNECTIONS_MAX,
})
await pool.query(`CREATE TABLE IF NOT EXISTS chat_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation integer NOT NULL,
  client_msg_id text NOT NULL,
  sender text NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (conversation, client_msg_id))`)

const http = createServer()
const io = new Server(http, { transports: ['websocket'] })

io.on('connection', (socket) => {
  const { team, conversation } = socket.handshake.auth
  if (conversation === undefined) {
    socket.join(`team ${team}`)
    return
  }
  const room = `conversation ${conversation}`
  socket.join(room)
  io.in(`team ${team}`).socketsJoin(room)
  socket.on('send', async ({ client_msg_id, text }, acknowledge) => {
    if (typeof text !== 'string' || text.length > TEXT_MAX) return acknowledge({ error: 'text' })
    const message = { conversation, client_msg_id, sender: 'visitor', text }
    try {
      const values = [conversation, client_msg_id, message.sender, text]
      const { rows } = await pool.query({ ...INSERT, values })
      if (rows.length > 0) io.to(room).emit('message', { ...rows[0], ...message })
      acknowledge({ client_msg_id })
    } catch (error) {
      console.error(error)
      acknowledge({ error: 'storage' })
    }
  })
})

http.listen(Number(process.argv[2]), '127.0.0.1')
