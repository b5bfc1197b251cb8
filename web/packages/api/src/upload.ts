import type { Attachment, Problem } from './contract'
import { Refusal, Unreachable } from './refusal'

export interface UploadOptions {
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Called with the share sent so far, 0 to 1. */
  onProgress?: (share: number) => void
}

/** Sends a file's bytes. XMLHttpRequest, because fetch cannot tell how much has been sent. */
export function upload(url: string, file: Blob, options: UploadOptions = {}): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('X-Parley-Request', '1')
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      const answer = parse(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as Attachment)
      else reject(new Refusal(answer as Partial<Problem>, request.status))
    }
    request.onerror = () => reject(new Unreachable('upload'))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
