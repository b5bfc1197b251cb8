import {
  createTransport,
  Refusal,
  type Attachment,
  type CallbackBody,
  type Message,
  type Page,
  type RatingBody,
  type UploadOptions,
  type VisitorBody,
  type VisitorCredential,
  type VisitorSession,
} from '@parley/api'
import { HelloRefused } from '@parley/realtime'
import { CREDENTIAL } from '../../shared/wire'
import type { Host } from '../host'

/** What the pre-chat form learned; goes along when the visitor is made. */
export type Introduction = Pick<VisitorBody, 'name' | 'email' | 'phone'>
export const INTRODUCTION = 'introduction'

export const HISTORY_PAGE = 50

export type Visitor = ReturnType<typeof createVisitor>

/**
 * The visitor behind this chat, made only when first needed. Its secret is kept by the host page
 * and sent to this server alone.
 */
export function createVisitor(host: Host, locale: string, call?: typeof fetch) {
  const headers = () => {
    const known = credential()
    const result: Record<string, string> = {}
    if (known) result.Authorization = `Visitor ${known.visitor_id}.${known.secret}`
    return result
  }
  const { get, send } = createTransport(call ? { headers, fetch: call } : { headers })
  let making: Promise<VisitorCredential> | undefined

  function credential(): VisitorCredential | undefined {
    return parse<VisitorCredential>(host.load(CREDENTIAL))
  }

  function introduction(): Introduction {
    return parse<Introduction>(host.load(INTRODUCTION)) ?? {}
  }

  async function make(): Promise<VisitorCredential> {
    const body: VisitorBody = { inbox_key: host.inboxKey, locale }
    let made: VisitorCredential
    try {
      made = await send('POST', '/visitors', { ...body, ...introduction() })
    } catch (error) {
      // A name the server does not like must not keep anybody from writing.
      if (!(error instanceof Refusal) || ![400, 422].includes(error.status)) throw error
      made = await send('POST', '/visitors', body)
    }
    host.store(CREDENTIAL, JSON.stringify(made))
    return made
  }

  /** Throws HelloRefused when this inbox will not have anybody. */
  async function need(): Promise<VisitorCredential> {
    const known = credential()
    if (known) return known
    try {
      return await (making ??= make())
    } catch (error) {
      if (error instanceof Refusal && [403, 404, 409, 410].includes(error.status)) {
        throw new HelloRefused(4403, error.code)
      }
      throw error
    } finally {
      making = undefined
    }
  }

  return {
    credential,
    introduction,
    introduce: (given: Introduction) => host.store(INTRODUCTION, JSON.stringify(given)),
    /** Forgets who this was; the next message makes a new visitor. */
    forget: () => host.store(CREDENTIAL, null),
    need,
    /** The page before that number; without one, the newest. */
    messages: (before?: number) =>
      get<Page<Message>>('/visitor/messages', { before, limit: HISTORY_PAGE }),
    end: () => send<VisitorSession>('POST', '/visitor/end'),
    callBack: (body: CallbackBody) => send<VisitorSession>('POST', '/visitor/callback', body),
    rate: (body: RatingBody) => send<VisitorSession>('POST', '/visitor/rating', body),
    async upload(file: File, options: UploadOptions): Promise<Attachment> {
      await need()
      const { upload } = await import('@parley/api/upload')
      const url = `/api/v1/attachments?name=${encodeURIComponent(file.name)}`
      return upload(url, file, { ...options, headers: headers() })
    },
  }
}

function parse<T>(text: string | undefined): T | undefined {
  try {
    return text ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined // Somebody else wrote there.
  }
}
