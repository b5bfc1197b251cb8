import { describe, expect, it } from 'vitest'
import { messages } from './i18n'

function keysOf(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${prefix}${key}.`)
      : `${prefix}${key}`,
  )
}
function valueAt(words: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], words)
}
// A plural says the same gap more than once.
const placeholders = (text: unknown) => [...new Set(String(text).match(/\{\w+\}/g))].sort()

describe('the words of the desk', () => {
  const en = keysOf(messages.en)

  it('exist in both languages, each and every one', () => {
    expect(en.length).toBeGreaterThan(100)
    expect(keysOf(messages['zh-CN']).sort()).toEqual([...en].sort())
  })

  it('have the same gaps to fill in both', () => {
    const unlike = en.filter(
      (key) =>
        placeholders(valueAt(messages.en, key)).join() !==
        placeholders(valueAt(messages['zh-CN'], key)).join(),
    )
    expect(unlike).toEqual([])
  })
})
