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
  title: string
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

// A word in the setting's own name says more than the same word in an explanation.
function scoreOf(entry: Entry, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    if (entry.title.includes(word)) score += 10
    else if (entry.words.includes(word)) score += 1
    else return 0
  }
  return score
}

function textOf(section: SectionKey, field: string): string {
  return [texts.en, texts['zh-CN']]
    .map((language) => (language[section] as Record<string, unknown>)[field])
    .filter((text) => typeof text === 'string')
    .join(' ')
    .toLowerCase()
}

const entries: readonly Entry[] = SECTIONS.flatMap(({ key, path, fields }) =>
  ['title', ...fields].map((field) => ({
    section: key,
    path,
    label: `${key}.${field}`,
    title: textOf(key, field),
    words: [textOf(key, 'title'), textOf(key, field === 'title' ? 'lead' : `${field}Hint`)].join(
      ' ',
    ),
  })),
)
