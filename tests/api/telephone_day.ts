// A day of telephony, in which every operation of it is asked for once and answered.

import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserAnswer, Call, Page, Phone, PhoneMade, PhoneNumber, Play } from '@parley/api'
import type { Trunk, VoiceSettings, Waveform } from '@parley/api'
import type { House } from '../harness/house.ts'
import { raw } from './support.ts'
import { answering, callWhen, connect, isUp, OFFER, outside, taken } from './telephone.ts'
import { THEIRS, type Telephony } from './telephone.ts'

/** Of the recording. */
const SOUND_MS = 500

/** What an administrator does to lines. Needs nobody who calls. */
export async function setLines(house: House, telephony: Telephony) {
  const { caller } = house.boss
  const { inbox, trunk, number, phone } = await connect(house, telephony.carrier)
  for (const path of ['/trunks', '/phones', '/phone-numbers']) await caller.get<Page<object>>(path)
  await caller.get(`/trunks/${trunk.id}`)
  await caller.get(`/phones/${phone.phone.id}`)
  await caller.get(`/phone-numbers/${number.id}`)
  await caller.patch(`/trunks/${trunk.id}`, { calls_max: 50, codecs: ['pcma', 'pcmu'] })
  await caller.patch(`/phones/${phone.phone.id}`, { name: 'Desk 4' })
  await caller.patch(`/phone-numbers/${number.id}`, { prefixes: ['+8613'] })
  const renewed = await caller.post<PhoneMade>(`/phones/${phone.phone.id}/password`)
  assert.notEqual(renewed.password, phone.password)

  const spare = await caller.post<Trunk>('/trunks', { name: 'Spare', host: 'sip.example.com' })
  await caller.call('DELETE', `/trunks/${spare.id}`)
  const other = { name: 'Old', agent_id: house.bob.id }
  const { phone: old } = await caller.post<{ phone: Phone }>('/phones', other)
  await caller.call('DELETE', `/phones/${old.id}`)
  const past = { number: '4001', inbox_id: inbox.id }
  const { id } = await caller.post<PhoneNumber>('/phone-numbers', past)
  await caller.call('DELETE', `/phone-numbers/${id}`)
  await caller.get<VoiceSettings>('/voice-settings')
  await isUp(house)
  const echo = await house.ann.caller.post<BrowserAnswer>('/echo-test', { offer: OFFER })
  assert.match(echo.answer, /a=ice-lite/)
  return { inbox, trunk, number, phone: phone.phone }
}

/** Two calls, from music to a recording that is heard and deleted. */
export async function speak(house: House, telephony: Telephony, phone: Phone, trunk: Trunk) {
  const { ann, boss } = house
  await answering(house, trunk)
  const { desk, session, call, path } = await taken(house, telephony.port, ann)
  await boss.caller.get<Page<Call>>('/calls')
  await ann.caller.get(`/calls?contact_id=${session.contact_id}&limit=5`)
  await ann.caller.get<Call>(path)
  await ann.caller.post<BrowserAnswer>(`${path}/browser`, { offer: OFFER })
  await boss.caller.post<BrowserAnswer>(`${path}/supervise`, { mode: 'listen', offer: OFFER })
  await boss.caller.post<Call>(`${path}/supervision`, { mode: 'whisper' })
  await ann.caller.post<Call>(`${path}/phone`, { phone_id: phone.id })
  await ann.caller.post<Call>(`${path}/hold`, { held: true })
  await ann.caller.post<Call>(`${path}/hold`, { held: false })
  await ann.caller.post(`${path}/keys`, { keys: '12#' })
  await ann.caller.post<Call>(`${path}/consult`, { number: THEIRS })
  const leg = await outside(ann, call.id)
  await ann.caller.post<Call>(`${path}/conference`)
  const talking = await callWhen(ann, call.id, (one) => one.recordings.length === 1)
  assert.equal(talking.state, 'talking')
  const paused = await ann.caller.post<Call>(`${path}/recording`, { paused: true })
  assert.equal(paused.recordings[0]?.state, 'paused')
  await ann.caller.post<Call>(`${path}/recording`, { paused: false })
  await sleep(SOUND_MS)
  await ann.caller.call('DELETE', `${path}/legs/${leg}`)
  await ann.caller.post<Call>(`${path}/transfer`, { queue_id: house.queue.id })
  const ended = await boss.caller.post<Call>(`${path}/hang-up`)
  assert.equal(ended.state, 'ended')
  await hear(house, call.id)

  desk.send({ type: 'presence', presence: 'away' })
  const dialled = await ann.caller.post<Call>('/calls', { number: THEIRS })
  assert.equal(dialled.direction, 'outbound')
  await callWhen(ann, dialled.id, (one) => one.legs.some((each) => each.state === 'joined'))
  await ann.caller.post<Call>(`/calls/${dialled.id}/hang-up`)
  desk.close()
}

async function hear(house: House, call: string) {
  const { caller } = house.boss
  const kept = await callWhen(house.boss, call, (one) => (one.recordings[0]?.duration_ms ?? 0) > 0)
  const path = `/recordings/${kept.recordings[0]?.id}`
  const { url } = await caller.post<Play>(`${path}/play`)
  const answer = await raw(house.server, 'GET', url, caller.headers())
  assert.equal(answer.headers.get('content-type'), 'audio/wav')
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.equal(bytes.subarray(0, 4).toString(), 'RIFF')
  const range = { ...caller.headers(), Range: 'bytes=44-47' }
  const part = await raw(house.server, 'GET', url, range)
  assert.equal(part.status, 206)
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(44, 48))
  const beyond = await raw(house.server, 'GET', url, { ...range, Range: `bytes=${bytes.length}-` })
  assert.equal(beyond.status, 416)
  const wave = await caller.get<Waveform>(`${path}/waveform`)
  assert.ok(wave.left.length > 0 && wave.left.length === wave.right.length)
  await caller.call('DELETE', path)
}
