import type { Permission } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { searchSettings } from './search'
import { firstPath, SECTIONS, sectionsFor } from './sections'
import { texts } from './texts'

const labels = (query: string, sections = SECTIONS) =>
  searchSettings(query, sections).map((hit) => hit.label)

function keysOf(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

describe('the search of settings', () => {
  it('finds a setting by its name in either language', () => {
    expect(labels('overflow')).toEqual([])
    expect(labels('back-up')[0]).toBe('queues.overflow')
    expect(labels('后备')[0]).toBe('queues.overflow')
    expect(labels('技能')[0]).toBe('agents.skills')
    expect(labels('PASSWORD')[0]).toBe('agents.resetPassword')
  })

  it('puts a name before a mention', () => {
    const found = labels('website')
    expect(found[0]).toBe('inboxes.domains')
    expect(found).toContain('inboxes.title')
  })

  it('narrows with every word', () => {
    expect(labels('queues skills')).toContain('queues.skills')
    expect(labels('queues skills zebra')).toEqual([])
    expect(labels('  ')).toEqual([])
  })

  it('finds nothing in a section the person may not see', () => {
    expect(labels('time zone', sectionsFor([]))).toEqual([])
    expect(labels('time zone', sectionsFor(['settings_read']))).toContain('company.timeZone')
  })
})

describe('the sections', () => {
  it('are those a person has the permission for', () => {
    const agent: Permission[] = ['session_serve']
    expect(sectionsFor(agent).map((section) => section.key)).toEqual(['signIns'])
    expect(firstPath(agent)).toBe('/settings/sign-ins')
    expect(firstPath(['settings_read'])).toBe('/settings/company')
  })

  it('name only texts that exist', () => {
    for (const { key, fields } of SECTIONS) {
      for (const field of ['title', 'lead', ...fields]) {
        expect(texts.en[key], `${key}.${field}`).toHaveProperty(field)
      }
    }
  })
})

it('the settings say everything in both languages', () => {
  expect(keysOf(texts['zh-CN'])).toEqual(keysOf(texts.en))
})
