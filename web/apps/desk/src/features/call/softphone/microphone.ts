import type { Trouble } from './linkState'

export class NoMicrophone extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(trouble)
    this.name = 'NoMicrophone'
    this.trouble = trouble
  }
}

export interface MicrophoneChoice {
  /** Of the device; '': the system's own. */
  id: string
  /** The browser takes echo and noise out and evens the level. */
  processed: boolean
}

const TROUBLES: Record<string, Trouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'microphone_busy',
  AbortError: 'microphone_busy',
}

/** Opens the chosen microphone; one that is no longer there gives way to the system's own. */
export async function openMicrophone(choice: MicrophoneChoice): Promise<MediaStream> {
  // Typed as always there; a page that came over plain http has none.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) throw new NoMicrophone('insecure')
  const { processed } = choice
  const audio: MediaTrackConstraints = {
    echoCancellation: processed,
    noiseSuppression: processed,
    autoGainControl: processed,
    ...(choice.id ? { deviceId: { ideal: choice.id } } : {}),
  }
  try {
    return await devices.getUserMedia({ audio })
  } catch (error) {
    throw new NoMicrophone(TROUBLES[(error as Error).name] ?? 'no_microphone')
  }
}
