import type { Api, ContactField, ContactScheme, FieldKind, TagBody } from '@parley/api'
import { checkLength, checkName, onlyWrong, useForm, type Phrase } from '../../forms'

export const KINDS: readonly FieldKind[] = ['text', 'number', 'date', 'choice', 'yes_no']
export const TAGS_MAX = 200
export const FIELDS_MAX = 50
const TAG_MAX = 40
const FIELD_MAX = 60

/** Of new tags, in turn: told apart on light and on dark. */
const COLOURS = ['#2f6fed', '#1a9a5c', '#c77700', '#c2373f', '#7a4fd0', '#0f8c9c', '#6b7280']

export interface SchemeValues {
  tags: TagBody[]
  fields: ContactField[]
}

export function schemeValues({ tags, fields }: ContactScheme): SchemeValues {
  return {
    tags: tags.map((tag) => ({ ...tag })),
    fields: fields.map((field) => ({ ...field, choices: [...field.choices] })),
  }
}

export function freshTag(count: number): TagBody {
  return { name: '', colour: COLOURS[count % COLOURS.length] ?? '#6b7280' }
}

/** A key that no field has: conditions and programs name the field by it for ever. */
export function freshField(fields: readonly ContactField[]): ContactField {
  let n = fields.length + 1
  while (fields.some((field) => field.key === `field_${n}`)) n++
  return { key: `field_${n}`, name: '', kind: 'text', choices: [] }
}

function checkTags(tags: readonly TagBody[]): Phrase | undefined {
  for (const tag of tags) {
    const wrong = checkName(tag.name) ?? checkLength(tag.name, TAG_MAX)
    if (wrong) return wrong
  }
  const names = tags.map((tag) => tag.name.trim().toLowerCase())
  return new Set(names).size < names.length ? { key: 'form.refusal.tag_exists' } : undefined
}

function checkFields(fields: readonly ContactField[]): Phrase | undefined {
  for (const field of fields) {
    const wrong = checkName(field.name) ?? checkLength(field.name, FIELD_MAX)
    if (wrong) return wrong
    if (!/^[a-z0-9_]{1,40}$/.test(field.key)) return { key: 'form.refusal.bad_field_key' }
    if (field.kind === 'choice' && field.choices.length === 0)
      return { key: 'form.refusal.no_choices' }
  }
  const keys = fields.map((field) => field.key)
  return new Set(keys).size < keys.length ? { key: 'form.refusal.field_exists' } : undefined
}

export function useSchemeForm(
  api: Pick<Api, 'contactScheme' | 'updateContactScheme'>,
  scheme: ContactScheme,
) {
  return useForm(schemeValues(scheme), {
    check: (values) =>
      onlyWrong({ tags: checkTags(values.tags), fields: checkFields(values.fields) }),
    version: scheme.version,
    async reread() {
      const now = await api.contactScheme()
      return { values: schemeValues(now), version: now.version }
    },
    save: (_, changed, version) => api.updateContactScheme(changed, { version }),
  })
}
