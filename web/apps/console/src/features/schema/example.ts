import { referenceName, type Schema } from '../contract'

const DEEP = 6

/** A value to begin with: what must be there, in the shape it must have. */
export function exampleOf(schema: Schema, all: Record<string, Schema>, deep = 0): unknown {
  if (schema.$ref) {
    const name = referenceName(schema.$ref)
    return name === 'Id' ? '' : exampleOf(all[name] ?? {}, all, deep + 1)
  }
  if (deep > DEEP) return null
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const [first] = schema.oneOf ?? schema.anyOf ?? []
  if (first) return exampleOf(first, all, deep + 1)
  if (schema.properties) {
    const required = Object.entries(schema.properties).filter(([name]) =>
      schema.required?.includes(name),
    )
    // Where nothing must be there, the first members show what could be.
    const shown = required.length > 0 ? required : Object.entries(schema.properties).slice(0, 2)
    return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(one, all, deep + 1)]))
  }
  if (schema.items || schema.prefixItems) return []
  if (schema.type === 'integer') return schema.minimum ?? 0
  if (schema.type === 'boolean') return false
  if (schema.type === 'object') return {}
  return ''
}
