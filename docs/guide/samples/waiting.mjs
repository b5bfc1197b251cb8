// Who waits for an agent, longest first. Signs in as a supervisor, reads, signs out again.
//
//     PARLEY_PASSWORD=… node waiting.mjs https://chat.example.com grace@example.com

const [server, email] = process.argv.slice(2)
let cookie = ''

async function call(method, path, body) {
  const answer = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Parley-Request': '1', Cookie: cookie },
    body: body && JSON.stringify(body),
  })
  if (!answer.ok) throw new Error((await answer.json()).code)
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  return answer.status === 204 ? undefined : answer.json()
}

await call('POST', '/sign-in', { email, password: process.env.PARLEY_PASSWORD })
let cursor = ''
do {
  const page = await call('GET', `/sessions?list=queue&cursor=${encodeURIComponent(cursor)}`)
  for (const session of page.items) {
    const seconds = Math.round((Date.now() - session.opened_at) / 1000)
    const left = session.left_message ? ', left a message' : ''
    console.log(`${session.contact_name || 'visitor'}, ${seconds} s${left}`)
  }
  cursor = page.next_cursor
} while (cursor)
await call('POST', '/sign-out')
