import { SECTIONS, type Section, type SectionKey } from './sections'
import { texts } from './texts'

export interface Hit {
  section: SectionKey
  path: string
  /** Key of the setting's name; the section's own title where the whole section was meant. */
  label: string
}

const HITS_MAX = 20

interface Entry extends Hit {
  /** The setting's name, in each language. */
  names: string[]
  words: string
}

/**
 * Settings whose name or section holds every word of the query. Both languages are searched, so
 * that a name somebody read in a guide is found whatever language the desk is in.
 */
export function searchSettings(query: string, sections: readonly Section[]): Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const allowed = new Set(sections.map((section) => section.key))
  return entries
    .filter((entry) => allowed.has(entry.section))
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, HITS_MAX)
    .map(({ entry: { section, path, label } }) => ({ section, path, label }))
}

// The name itself says most, then a name that begins so or holds it, then a mention.
function scoreOf(entry: Entry, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    if (entry.names.includes(word)) score += 30
    else if (entry.names.some((text) => text.startsWith(word))) score += 15
    else if (entry.names.some((text) => text.includes(word))) score += 10
    else if (entry.words.includes(word)) score += 1
    else return 0
  }
  return score
}

function textsOf(section: SectionKey, field: string): string[] {
  return [texts.en, texts['zh-CN']]
    .map((language) => (language[section] as Record<string, unknown>)[field])
    .filter((text) => typeof text === 'string')
    .map((text) => text.toLowerCase())
}

const entries: readonly Entry[] = SECTIONS.flatMap(({ key, path, fields }) =>
  ['title', ...fields].map((field) => ({
    section: key,
    path,
    label: `${key}.${field}`,
    names: textsOf(key, field),
    words: [
      ...textsOf(key, 'title'),
      ...textsOf(key, field === 'title' ? 'lead' : `${field}Hint`),
    ].join(' '),
  })),
)
