import { numbersIn } from '../call'

export interface Piece {
  text: string
  /** "" for plain text. */
  href: string
}
export interface CallablePiece extends Piece {
  /** As it is dialled; "" where no number stands. */
  number: string
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

/** The same with the telephone numbers between the addresses cut out as well. */
export function piecesOf(text: string): CallablePiece[] {
  return linksIn(text).flatMap((piece) => {
    if (piece.href) return [{ ...piece, number: '' }]
    const pieces: CallablePiece[] = []
    let at = 0
    const add = (text: string, number: string) => text && pieces.push({ text, href: '', number })
    for (const found of numbersIn(piece.text)) {
      add(piece.text.slice(at, found.at), '')
      add(found.text, found.number)
      at = found.at + found.text.length
    }
    add(piece.text.slice(at), '')
    return pieces
  })
}
