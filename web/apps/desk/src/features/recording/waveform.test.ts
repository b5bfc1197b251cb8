import { expect, it } from 'vitest'
import { columnsOf, pathOf, placeAt, placeByKey } from './waveform'

it('draws the contact upward and the others downward from the middle', () => {
  expect(pathOf([255, 0], 'up')).toBe('M0.5 1V0.000M1.5 1V0.980')
  expect(pathOf([255, 51], 'down')).toBe('M0.5 1V2.000M1.5 1V1.200')
  expect(columnsOf({ left: [1, 2, 3], right: [1] })).toBe(3)
  expect(columnsOf({ left: [], right: [] })).toBe(1)
})

it('a pointer goes where it points, and never outside', () => {
  const box = { left: 100, width: 200 }
  expect(placeAt(150, box, 60)).toBe(15)
  expect(placeAt(20, box, 60)).toBe(0)
  expect(placeAt(999, box, 60)).toBe(60)
  expect(placeAt(150, { left: 0, width: 0 }, 60)).toBe(0)
})

it('keys go in steps and to both ends', () => {
  expect(placeByKey('ArrowRight', 58, 60)).toBe(60)
  expect(placeByKey('ArrowLeft', 3, 60)).toBe(0)
  expect(placeByKey('Home', 30, 60)).toBe(0)
  expect(placeByKey('End', 30, 60)).toBe(60)
  expect(placeByKey('a', 30, 60)).toBeUndefined()
})
