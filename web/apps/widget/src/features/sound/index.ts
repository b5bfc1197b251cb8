// A short, soft sound made in code, for a message nobody is looking at.

let context: AudioContext | undefined

/** Browsers allow sound only once somebody has clicked; until then this does nothing. */
export function chime() {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    tone(context, 660, 0)
    tone(context, 880, 0.09)
  } catch {
    // No sound here; the unread count still tells.
  }
}

function tone(on: AudioContext, hertz: number, after: number) {
  const start = on.currentTime + after
  const oscillator = on.createOscillator()
  const gain = on.createGain()
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(0.08, start + 0.01)
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.22)
  oscillator.connect(gain).connect(on.destination)
  oscillator.start(start)
  oscillator.stop(start + 0.25)
}
