const NOTES_HZ = [660, 880]
const NOTE_S = 0.16
const LOUDNESS = 0.12

let audio: AudioContext | undefined

/** Two rising notes, made here: no file to load. Silent until the page was first clicked. */
export function beep() {
  try {
    audio ??= new AudioContext()
    void audio.resume()
    NOTES_HZ.forEach((hertz, at) => note(audio as AudioContext, hertz, at * NOTE_S))
  } catch {
    // A machine without sound still shows the card.
  }
}

function note(context: AudioContext, hertz: number, after: number) {
  const start = context.currentTime + after
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(start + NOTE_S)
}
