import type { PreChatField } from '@parley/api'

export type Problem = 'required' | 'bad_email' | 'bad_phone'

/** What is wrong with an answer, or nothing. The server looks more closely. */
export function problemWith(
  field: PreChatField,
  answer: string,
  required: boolean,
): Problem | undefined {
  const text = answer.trim()
  if (text === '') return required ? 'required' : undefined
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'bad_email'
  if (field === 'phone' && !/^\+?[\d\s()./-]{5,30}$/.test(text)) return 'bad_phone'
  return undefined
}
