import { codeOf, isAborted, type Attachment, type UploadOptions } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'

export interface Upload {
  id: number
  name: string
  share: number
  state: 'sending' | 'done' | 'failed'
  code: string
  attachment: Attachment | undefined
}
export interface UploadLimits {
  bytesMax: number
  countMax: number
}
type Send = (file: File, options: UploadOptions) => Promise<Attachment>

/** Files on their way to the server, sent one beside the other; each can be taken back. */
export function useUploads(send: Send, limits: () => UploadLimits) {
  const uploads = shallowRef<readonly Upload[]>([])
  const aborts = new Map<number, AbortController>()
  let last = 0

  function change(id: number, over: Partial<Upload>) {
    uploads.value = uploads.value.map((one) => (one.id === id ? { ...one, ...over } : one))
  }

  async function add(file: File) {
    const id = ++last
    const { bytesMax, countMax } = limits()
    const code =
      uploads.value.length >= countMax ? 'too_many' : file.size > bytesMax ? 'too_large' : ''
    const one: Upload = {
      id,
      name: file.name,
      share: 0,
      state: code ? 'failed' : 'sending',
      code,
      attachment: undefined,
    }
    uploads.value = [...uploads.value, one]
    if (code) return
    const abort = new AbortController()
    aborts.set(id, abort)
    try {
      const onProgress = (share: number) => change(id, { share })
      const attachment = await send(file, { signal: abort.signal, onProgress })
      change(id, { state: 'done', share: 1, attachment })
    } catch (error) {
      if (!isAborted(error)) change(id, { state: 'failed', code: codeOf(error) })
    } finally {
      aborts.delete(id)
    }
  }

  function remove(id: number) {
    aborts.get(id)?.abort()
    uploads.value = uploads.value.filter((one) => one.id !== id)
  }

  /** Hands over what has arrived, and forgets all. */
  function takeDone(): Attachment[] {
    const done = uploads.value.flatMap((one) => one.attachment ?? [])
    uploads.value = []
    return done
  }

  function clear() {
    for (const one of uploads.value) remove(one.id)
  }

  return { uploads: shallowReadonly(uploads), add, remove, takeDone, clear }
}
