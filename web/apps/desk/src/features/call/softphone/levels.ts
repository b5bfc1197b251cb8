const SILENCE_DB = -60
const LOUD_DB = -10

let context: AudioContext | undefined

/** From 0 to 1 as ears have it, of samples between -1 and 1. */
export function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const db = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12)
  return Math.min(1, Math.max(0, (db - SILENCE_DB) / (LOUD_DB - SILENCE_DB)))
}

/** How loud a stream is whenever asked; call `stop` when nobody asks any more. */
export function meter(stream: MediaStream) {
  try {
    context ??= new AudioContext()
    void context.resume()
    const source = context.createMediaStreamSource(stream)
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    source.connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    return {
      level() {
        analyser.getFloatTimeDomainData(samples)
        return levelOf(samples)
      },
      stop: () => source.disconnect(),
    }
  } catch {
    return { level: () => 0, stop: () => {} }
  }
}
