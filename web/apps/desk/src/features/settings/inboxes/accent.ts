/** The ink a visitor's page uses on an accent colour, by the WCAG 2 formula for contrast. */

const CONTRAST_MIN = 4.5

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text)
}

/** White where it can be read, else black, which then can. */
export function inkOn(colour: string): string {
  return contrastWithWhite(colour) >= CONTRAST_MIN ? '#ffffff' : '#000000'
}

function contrastWithWhite(colour: string): number {
  return 1.05 / (luminanceOf(colour) + 0.05)
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
