import { fill, type words } from '../choices'
import { referenceName, type Schema } from '../contract'

type Words = (typeof words)['en']

/** A schema in a word or two: "string", "Rating | null", "Id[]". */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return referenceName(schema.$ref)
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.const !== undefined) return `"${schema.const}"`
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
  if (schema.items) return `${typeOf(schema.items)}[]`
  if (schema.additionalProperties) return `{ … : ${typeOf(schema.additionalProperties)} }`
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
}

/** The names of the types it refers to, itself left out where it is one. */
export function namesIn(schema: Schema): string[] {
  if (schema.$ref) return [referenceName(schema.$ref)]
  const parts = [...(schema.anyOf ?? []), ...(schema.prefixItems ?? [])]
  if (schema.items) parts.push(schema.items)
  return parts.flatMap(namesIn)
}

/** "1 – 100", "≤ 100" or "≥ 1"; empty where neither side is bounded. */
function range(least: number | undefined, most: number | undefined): string {
  const isBounded = most !== undefined && most < Number.MAX_SAFE_INTEGER
  if (least !== undefined && isBounded) return `${least} – ${most}`
  if (isBounded) return `≤ ${most}`
  return least !== undefined ? `≥ ${least}` : ''
}

/** What bounds a value; of a list also what bounds each entry. */
export function boundsOf(schema: Schema, say: Words): string[] {
  const one = schema.items && !schema.items.$ref ? schema.items : schema
  const characters = range(one.minLength, one.maxLength)
  const said = [range(one.minimum, one.maximum), one.pattern ?? '']
  if (schema.maxItems !== undefined)
    said.unshift(fill(say.entries, { n: range(undefined, schema.maxItems) }))
  if (characters) said.unshift(fill(say.characters, { n: characters }))
  return said.filter(Boolean)
}
