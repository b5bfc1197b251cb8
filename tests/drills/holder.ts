// A process that holds an agent's realtime line open and says it is ready; half_open.test.ts stops
// it, as a laptop's lid would.

import { HeaderSocket } from '../harness/client.ts'

const PING_EVERY_MS = 15_000
const [url = '', cookie = '', origin = ''] = process.argv.slice(2)

const socket = new HeaderSocket(url, { headers: { Cookie: cookie, Origin: origin } })
const say = (frame: object) => socket.send(JSON.stringify(frame))
socket.addEventListener('open', () => say({ type: 'hello', protocol: 1 }))
socket.addEventListener('message', (event) => {
  if (JSON.parse(String(event.data)).type !== 'welcome') return
  say({ type: 'presence', presence: 'ready' })
  setInterval(() => say({ type: 'ping' }), PING_EVERY_MS)
  process.stdout.write('ready\n')
})
