// Who waits for an agent, longest first. By an API key with the scope sessions_read.
//
//     PARLEY_KEY=pk_… node waiting.mjs https://chat.example.com

const [server] = process.argv.slice(2)

async function get(path) {
  const headers = { Authorization: `Bearer ${process.env.PARLEY_KEY}` }
  const answer = await fetch(`${server}/api/v1${path}`, { headers })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.code)
  return body
}

let cursor = ''
do {
  const page = await get(`/sessions?list=queue&cursor=${encodeURIComponent(cursor)}`)
  for (const session of page.items) {
    const seconds = Math.round((Date.now() - session.opened_at) / 1000)
    const left = session.left_message ? ', left a message' : ''
    console.log(`${session.contact_name || 'visitor'}, ${seconds} s${left}`)
  }
  cursor = page.next_cursor
} while (cursor)
