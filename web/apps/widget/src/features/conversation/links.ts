export interface TextPart {
  text: string
  /** Set where the part is a web address. */
  href?: string
}

/** Web addresses in a text. What is not plainly http or https stays text. */
export function withLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'，。！？；：、（）《》“”]+/gi)) {
    const href = match[0].replace(/[.,!?;:)\]}]+$/, '')
    if (!URL.canParse(href)) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: href, href })
    from = match.index + href.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
