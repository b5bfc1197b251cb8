import { expect, it } from 'vitest'
import { safeLink } from './safeLink'

it('makes links of web addresses only, whatever a visitor claims', () => {
  expect(safeLink('https://shop.example/a?b=1')).toBe('https://shop.example/a?b=1')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    ' JaVaScRiPt:alert(1)',
    'shop',
    '',
  ]) {
    expect(safeLink(bad), bad).toBeUndefined()
  }
})
