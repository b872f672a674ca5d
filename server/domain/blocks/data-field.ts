/** A field as placeholders, markers and conditions name it: "sponsor.name", or "." for the item itself. */
export type DataField = { readonly name: string; readonly isOptional: boolean }

/** A place in the run's data: its keys from the top. */
export type DataPath = readonly string[]

/** The value at a path, of own members alone; undefined where there is none. */
export function findDataValue(data: unknown, path: DataPath): unknown {
  return path.reduce<unknown>(findMember, data)
}

/**
 * Where a field stands that is written inside repeats: in the innermost item that has it, else in
 * the data itself. A field that is nowhere belongs to the innermost item, so that this is named.
 * `items` are the paths of the repeats around the place, the outermost first.
 */
export function resolveField(field: string, data: unknown, items: readonly DataPath[]): DataPath {
  const innermost = items.at(-1) ?? []
  if (field === '.') return innermost
  const keys = field.split('.')
  const holders = [...items].reverse().concat([[]])
  const holder = holders.find((path) => findDataValue(data, [...path, ...keys]) !== undefined)
  return [...(holder ?? innermost), ...keys]
}

/** Of a list only its items: "length" is no member that a JSON pointer could name (RFC 6901 §4). */
function findMember(parent: unknown, key: string): unknown {
  if (parent === null || typeof parent !== 'object' || !Object.hasOwn(parent, key)) return undefined
  if (Array.isArray(parent) && !/^\d+$/.test(key)) return undefined
  return (parent as Record<string, unknown>)[key]
}
