import type { Api, Trunk, TrunkBody, TrunkPatch } from '@parley/api'
import { checkLength, checkName, checkWhole, onlyWrong, useForm, type Phrase } from '../../forms'
import { linesOf } from '../lines'

/** The server's bounds, repeated so that a page can say them before it is refused. */
export const PORT = { min: 0, max: 65_535 }
export const CALLS = { min: 1, max: 10_000 }
const HOST_MAX = 253
const USER_MAX = 100
const PASSWORD_MAX = 200
const SOURCES_MAX = 50
const CA_MAX = 16_384

export const CODECS = ['pcma', 'pcmu', 'g722', 'opus'] as const

export type TrunkValues = Required<Omit<TrunkBody, 'sources'>> & {
  /** As typed: one address or network to a line. */
  sources: string
  active: boolean
}

export function trunkValues(trunk?: Trunk): TrunkValues {
  return {
    name: trunk?.name ?? '',
    transport: trunk?.transport ?? 'udp',
    host: trunk?.host ?? '',
    port: trunk?.port ?? 0,
    user: trunk?.user ?? '',
    password: '', // Never told; empty keeps what is stored.
    registers: trunk?.registers ?? false,
    sources: (trunk?.sources ?? []).join('\n'),
    srtp: trunk?.srtp ?? 'off',
    codecs: [...(trunk?.codecs ?? [])],
    caller_id: trunk?.caller_id ?? 'from',
    ca: trunk?.ca ?? '',
    calls_max: trunk?.calls_max ?? 100,
    active: trunk?.active ?? true,
  }
}

function checkHost(host: string): Phrase | undefined {
  if (host.trim() === '') return { key: 'form.required' }
  if (/^sips?:/i.test(host.trim()) || !/^[\w.:-]+$/.test(host.trim()))
    return { key: 'trunks.hostWrong' }
  return checkLength(host, HOST_MAX)
}

function checkSources(text: string): Phrase | undefined {
  const sources = linesOf(text)
  const wrong = sources.find((one) => !/^[0-9a-f.:]+(\/\d{1,3})?$/i.test(one))
  if (wrong) return { key: 'trunks.sourceWrong', params: { source: wrong } }
  if (sources.length <= SOURCES_MAX) return undefined
  return { key: 'trunks.sourcesMany', params: { max: SOURCES_MAX } }
}

function checkCa(pem: string): Phrase | undefined {
  if (pem.trim() === '') return undefined
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) return { key: 'trunks.caWrong' }
  return checkLength(pem, CA_MAX)
}

function check(values: TrunkValues) {
  const userMissing = values.registers && values.user.trim() === ''
  return onlyWrong({
    name: checkName(values.name),
    host: checkHost(values.host),
    port: checkWhole(values.port, PORT.min, PORT.max),
    user: userMissing ? { key: 'trunks.userNeeded' } : checkLength(values.user, USER_MAX),
    password: checkLength(values.password, PASSWORD_MAX),
    sources: checkSources(values.sources),
    ca: checkCa(values.ca),
    calls_max: checkWhole(values.calls_max, CALLS.min, CALLS.max),
  })
}

/** As the server takes it: lists as lists, and no password where none was typed. */
export function trunkPatch({ sources, password, host, ...rest }: Partial<TrunkValues>): TrunkPatch {
  return {
    ...rest,
    ...(host === undefined ? {} : { host: host.trim() }),
    ...(sources === undefined ? {} : { sources: linesOf(sources) }),
    ...(password ? { password } : {}),
  }
}

export function useTrunkForm(
  api: Pick<Api, 'trunk' | 'createTrunk' | 'updateTrunk'>,
  trunk?: Trunk,
) {
  const id = trunk?.id
  const stored = (now: Trunk) => ({ values: trunkValues(now), version: now.version })
  return useForm(trunkValues(trunk), {
    check,
    version: trunk?.version,
    reread: id ? async () => stored(await api.trunk(id)) : undefined,
    async save({ active: _active, ...values }, changed, version): Promise<Trunk> {
      if (id) return api.updateTrunk(id, trunkPatch(changed), { version })
      return api.createTrunk(trunkPatch(values) as TrunkBody)
    },
  })
}
