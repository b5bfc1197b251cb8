export interface Piece {
  text: string
  /** "" for plain text. */
  href: string
}

const URL_LIKE = /https?:\/\/[^\s<>"'，。；！？、）】》]+/giu
const TRAILING = /[.,;:!?)\]}]+$/

/** Cuts a text at the web addresses in it. The pieces together are the text, unchanged. */
export function linksIn(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(URL_LIKE)) {
    const href = match[0].replace(TRAILING, '')
    if (!URL.canParse(href)) continue
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), href: '' })
    pieces.push({ text: href, href })
    at = match.index + href.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), href: '' })
  return pieces
}
