import { expect, it } from 'vitest'
import { piecesOf } from './links'

it('cuts a text at its addresses and numbers, and loses nothing', () => {
  const text = 'See https://shop.example/o/13800138000 or call 138 0013 8000, order 13912345678.'
  const pieces = piecesOf(text)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter((piece) => piece.href)).toEqual([
    {
      text: 'https://shop.example/o/13800138000',
      href: 'https://shop.example/o/13800138000',
      number: '',
    },
  ])
  expect(pieces.filter((piece) => piece.number)).toEqual([
    { text: '138 0013 8000', href: '', number: '13800138000' },
  ])
})

it('leaves a plain text whole', () => {
  expect(piecesOf('hello')).toEqual([{ text: 'hello', href: '', number: '' }])
  expect(piecesOf('')).toEqual([])
})
