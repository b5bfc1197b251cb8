import { Refusal, type Attachment, type UploadOptions } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { useUploads } from './useUploads'

const LIMITS = () => ({ bytesMax: 100, countMax: 2 })
const file = (name: string, size = 10) => new File([new Uint8Array(size)], name)
const stored = (file: File) => ({ id: file.name }) as Attachment

describe('uploads', () => {
  it('tell how far they are and hand over what has arrived', async () => {
    let progress = (_: number) => {}
    let arrive = (_: Attachment) => {}
    const held = useUploads((_, options: UploadOptions) => {
      progress = options.onProgress!
      return new Promise((resolve) => (arrive = resolve))
    }, LIMITS)

    const added = held.add(file('a'))
    progress(0.5)
    expect(held.uploads.value).toMatchObject([{ state: 'sending', share: 0.5 }])
    arrive(stored(file('a')))
    await added
    expect(held.takeDone().map((one) => one.id)).toEqual(['a'])
    expect(held.uploads.value).toEqual([])
  })

  it('refuse what is too large or too many without sending it', async () => {
    const send = vi.fn(async (one: File) => stored(one))
    const held = useUploads(send, LIMITS)
    await held.add(file('big', 101))
    await held.add(file('a'))
    await held.add(file('b'))
    expect(held.uploads.value.map((one) => one.code)).toEqual(['too_large', '', 'too_many'])
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('are stopped when taken back, and leave nothing behind', async () => {
    const held = useUploads(
      (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError'))),
        ),
      LIMITS,
    )
    const added = held.add(file('a'))
    held.remove(held.uploads.value[0]!.id)
    await added
    expect(held.uploads.value).toEqual([])
  })

  it("show the server's refusal", async () => {
    const held = useUploads(
      async () => Promise.reject(new Refusal({ code: 'type_refused' }, 415)),
      LIMITS,
    )
    await held.add(file('a'))
    expect(held.uploads.value).toMatchObject([{ state: 'failed', code: 'type_refused' }])
    expect(held.takeDone()).toEqual([])
  })
})
