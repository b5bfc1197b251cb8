import type { PreChatField } from '@parley/api'

export type Problem = 'required' | 'bad_email' | 'bad_phone'

const SHAPES: Partial<Record<PreChatField, { like: RegExp; wrong: Problem }>> = {
  email: { like: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, wrong: 'bad_email' },
  phone: { like: /^\+?[\d\s()./-]{5,30}$/, wrong: 'bad_phone' },
}

/** What is wrong with an answer, or nothing. The server looks more closely. */
export function problemWith(
  field: PreChatField,
  answer: string,
  required: boolean,
): Problem | undefined {
  const text = answer.trim()
  if (text === '') return required ? 'required' : undefined
  const shape = SHAPES[field]
  return shape && !shape.like.test(text) ? shape.wrong : undefined
}
