import { Refusal, type Me } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { texts } from './texts'
import { placeAfter, useSignIn } from './useSignIn'

describe('signing in', () => {
  it('asks for both before it asks the server', async () => {
    const form = useSignIn({ signIn: () => Promise.reject(new Error('not to be called')) })

    await form.submit()

    expect(form.errors.value.email?.key).toBe('form.required')
    expect(form.errors.value.password?.key).toBe('form.required')
    expect(form.notice.value).toBeUndefined()
  })

  it('does not say which of the two was wrong', async () => {
    const refusal = new Refusal({ code: 'wrong_email_or_password', field: '' }, 401)
    const form = useSignIn({ signIn: () => Promise.reject(refusal) })
    form.values.email = 'ann@example.com'
    form.values.password = 'not this one'

    expect(await form.submit()).toBeUndefined()

    expect(form.errors.value).toEqual({})
    expect(form.notice.value?.key).toBe('form.refusal.wrong_email_or_password')
  })

  it('fills in a demo login, and sends the address without stray blanks', async () => {
    const sent: unknown[] = []
    const form = useSignIn({ signIn: async (body) => (sent.push(body), {} as Me) })
    form.fill({ name: 'Ann', email: ' ann@example.com ', password: 'demo-demo', role: 'agent' })

    await form.submit()

    expect(sent).toEqual([{ email: 'ann@example.com', password: 'demo-demo' }])
  })
})

describe('the place after signing in', () => {
  it('is in this desk, whatever the address asks for', () => {
    expect(placeAfter('/settings/queues?x=1')).toBe('/settings/queues?x=1')
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '',
      null,
    ]) {
      expect(placeAfter(elsewhere), String(elsewhere)).toBe('/')
    }
  })
})

it('signing in says everything in both languages', () => {
  const keys = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keys(value).map((inner) => `${key}.${inner}`) : [key],
    )
  expect(keys(texts['zh-CN'])).toEqual(keys(texts.en))
})
