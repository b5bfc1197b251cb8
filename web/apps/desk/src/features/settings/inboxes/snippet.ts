/** What a website or a customer is given to reach an inbox; docs/guide/api.md has the forms. */

export function snippetOf(origin: string, publicKey: string): string {
  return `<script async src="${origin}/widget.js" data-inbox="${publicKey}"></` + 'script>'
}

export function chatLinkOf(origin: string, publicKey: string): string {
  return `${origin}/chat/${encodeURIComponent(publicKey)}`
}

/** Where in a page the snippet goes: before this. */
export const BODY_END = '</body>'
