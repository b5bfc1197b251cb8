import type { Operation } from './types'

/** All words are somewhere in its method, path, name or summaries. */
export function matches(operation: Operation, sought: string, summary = ''): boolean {
  const { method, path, id, summary: own } = operation
  const text = `${method} ${path} ${id} ${own} ${summary}`.toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
