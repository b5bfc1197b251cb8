// A configuration with which a server has telephony, on a port of its own.

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface VoiceConfig {
  file: string
  /** Where SIP is heard. */
  port: number
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

/** `more`: lines of `[voice]`, and sections after them. */
export async function voiceConfig(more: readonly string[] = []): Promise<VoiceConfig> {
  const port = await freeUdpPort()
  const file = join(mkdtempSync(join(tmpdir(), 'parley-config-')), 'parley.toml')
  writeFileSync(file, ['[voice]', 'enabled = true', `port = ${port}`, ...more, ''].join('\n'))
  return { file, port }
}
