import {
  callMethod,
  getProperty,
  getScalar,
  type WordDocument,
  type WordObject,
} from './word-document.ts'

/** A batch of office.js: actions on objects that are named by the path that leads to them. */
export type Batch = {
  readonly Actions: readonly Action[]
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>
}

type Action = {
  readonly Id: number
  readonly ActionType: number
  readonly Name: string
  readonly ObjectPathId: number
  readonly ArgumentInfo?: ArgumentInfo
  readonly QueryInfo?: { readonly Select?: readonly string[] }
}

type ObjectPath = {
  readonly ObjectPathType: number
  readonly Name: string
  readonly ParentObjectPathId?: number
  readonly ArgumentInfo?: ArgumentInfo
}

/** An object among the arguments is named by its path; 0 stands for "no object". */
type ArgumentInfo = {
  readonly Arguments?: readonly unknown[]
  readonly ReferencedObjectPathIds?: readonly number[] | null
}

/** Objects that the client keeps, by the reference that it was given. */
export type References = Map<string, WordObject>

const action = { instantiate: 1, query: 2, method: 3 }
const path = { global: 1, newObject: 2, method: 3, property: 4, reference: 6 }

/** Answers one batch. Objects are made once each, in the order in which actions need them. */
export function answerBatch(document: WordDocument, references: References, batch: Batch): unknown {
  const made = new Map<number, WordObject>()
  const get = (id: number): WordObject => {
    const known = made.get(id)
    if (known) return known
    const object = make(batch.ObjectPaths[id]!)
    made.set(id, object)
    return object
  }
  const readArguments = (info: ArgumentInfo | undefined) =>
    (info?.Arguments ?? []).map((value, index) => {
      const id = info?.ReferencedObjectPathIds?.[index]
      return id ? get(id) : value
    })
  const make = ({ ObjectPathType, Name, ParentObjectPathId = 0, ArgumentInfo }: ObjectPath) => {
    if (ObjectPathType === path.global) return { kind: 'document' } as const
    if (ObjectPathType === path.newObject) return { kind: 'options' } as const
    if (ObjectPathType === path.reference) return references.get(Name)!
    const parent = get(ParentObjectPathId)
    if (ObjectPathType === path.property) return getProperty(document, parent, Name)
    return callMethod(document, parent, Name, readArguments(ArgumentInfo))
  }
  const Results = batch.Actions.map((one) => {
    const object = get(one.ObjectPathId)
    const args = readArguments(one.ArgumentInfo)
    return { ActionId: one.Id, Value: answerAction(document, references, one, object, args) }
  })
  return { Results, ProcessedCount: batch.Actions.length }
}

function answerAction(
  document: WordDocument,
  references: References,
  { ActionType, Name, QueryInfo }: Action,
  object: WordObject,
  args: readonly unknown[],
): unknown {
  if (ActionType === action.query) return query(document, references, object, QueryInfo?.Select)
  if (ActionType === action.method && !Name.startsWith('_')) {
    callMethod(document, object, Name, args)
  }
  if (ActionType === action.instantiate || Name === '_KeepReference')
    return refer(references, object)
  return null
}

function query(
  document: WordDocument,
  references: References,
  object: WordObject,
  names: readonly string[] = [],
): unknown {
  if (object.kind === 'nothing') return null
  if (object.kind === 'list') {
    const items = object.items.map((item) => ({
      ...(query(document, references, item, names) as object),
      ...refer(references, item),
    }))
    return { _Items: items }
  }
  const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1)
  return Object.fromEntries(
    names.map(capital).map((name) => [name, getScalar(document, object, name)]),
  )
}

function refer(references: References, object: WordObject): Record<string, unknown> | null {
  if (object.kind === 'nothing') return null
  const reference = `object-${references.size + 1}`
  references.set(reference, object)
  return { _ReferenceId: reference }
}
