// Sets up a hotline: an inbox that is called, a trunk, a number, and what may be called from here.
// PARLEY_KEY is an API key with settings_write (of an administrator).
//   node hotline.mjs https://chat.example.com QUEUE_ID carrier.example.net +861088886666

const [server, queue_id, host, number] = process.argv.slice(2)

async function ask(method, path, body) {
  const answer = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${process.env.PARLEY_KEY}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  const said = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${said.code} ${said.field ?? ''}`)
  return said
}

const inbox = await ask('POST', '/inboxes', { name: 'Hotline', channel: 'phone', queue_id })
const trunk = await ask('POST', '/trunks', { name: host, host })
const made = await ask('POST', '/phone-numbers', {
  number,
  inbox_id: inbox.id,
  trunk_ids: [trunk.id],
})
await ask('PATCH', '/voice-settings', { country: 'CN', allowed_prefixes: ['+86'] })
console.log(`calls to ${made.number} wait in the queue`)
