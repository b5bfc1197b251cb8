import type { Phrase } from './useForm'

/** Rules shared by the forms. Each answers what is wrong, or nothing. */

export const NAME_MAX = 100
export const PASSWORD_MIN = 10
export const EMAIL_MAX = 254

// People count characters, the server counts code points; UTF-16 units would be a third count.
export function lengthOf(text: string): number {
  return [...text].length
}

export function checkLength(text: string, max: number): Phrase | undefined {
  return lengthOf(text) > max ? { key: 'form.too_long', params: { max } } : undefined
}

export function checkName(name: string, max = NAME_MAX): Phrase | undefined {
  if (name.trim() === '') return { key: 'form.required' }
  return checkLength(name, max)
}

export function checkEmail(email: string): Phrase | undefined {
  const text = email.trim()
  if (text === '') return { key: 'form.required' }
  if (text.length > EMAIL_MAX || !/^[^\s@]+@[^\s@]+$/.test(text)) return { key: 'form.email' }
  return undefined
}

export function checkPassword(password: string): Phrase | undefined {
  if (lengthOf(password) < PASSWORD_MIN) {
    return { key: 'form.password_short', params: { min: PASSWORD_MIN } }
  }
  return undefined
}

export function checkWhole(value: number, min: number, max: number): Phrase | undefined {
  if (Number.isInteger(value) && value >= min && value <= max) return undefined
  return { key: 'form.whole_between', params: { min, max } }
}

/** Drops the fields that are right, so that an empty answer means "all right". */
export function onlyWrong<T extends Record<string, Phrase | undefined>>(
  found: T,
): Partial<Record<keyof T & string, Phrase>> {
  const wrong = Object.entries(found).filter(([, phrase]) => phrase !== undefined)
  return Object.fromEntries(wrong) as Partial<Record<keyof T & string, Phrase>>
}
