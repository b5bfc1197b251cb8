// An agent's browser in the soak: a page that speaks and hears, for one call after another.

import { Softphone } from '../softphone.ts'

interface Kept {
  microphone?: MediaStream
  line?: RTCPeerConnection
}

export class BrowserLine {
  readonly #phone: Softphone

  private constructor(phone: Softphone) {
    this.#phone = phone
  }

  static async open(microphone: string): Promise<BrowserLine> {
    return new BrowserLine(await Softphone.open(microphone))
  }

  /** For a new line; the one before is over, without a word. */
  offer(): Promise<string> {
    return this.#phone.page.evaluate(async () => {
      const kept = ((globalThis as { kept?: Kept }).kept ??= {})
      kept.line?.close()
      const microphone = (kept.microphone ??= await navigator.mediaDevices.getUserMedia({
        audio: true,
      }))
      const line = (kept.line = new RTCPeerConnection())
      microphone.getTracks().forEach((track) => line.addTrack(track, microphone))
      const offer = await line.createOffer()
      await line.setLocalDescription(offer)
      return offer.sdp ?? ''
    })
  }

  answered(sdp: string): Promise<void> {
    return this.#phone.page.evaluate(async (answer) => {
      const { line } = (globalThis as { kept?: Kept }).kept ?? {}
      // Another may have been offered meanwhile.
      await line?.setRemoteDescription({ type: 'answer', sdp: answer }).catch(() => {})
    }, sdp)
  }

  close(): Promise<void> {
    return this.#phone.close()
  }
}
