const UNITS = ['B', 'KB', 'MB', 'GB']

export function sizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** The place a picture takes, known before it is loaded so that nothing jumps. */
export function boxOf(
  width: number,
  height: number,
  max: number,
): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: max, height: max }
  const scale = Math.min(1, max / width, max / height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
