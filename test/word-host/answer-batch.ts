import type { WordDocument } from './word-document.ts'
import { callMethod, getProperty, getScalar, setScalar, type WordObject } from './word-objects.ts'

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
  readonly QueryInfo?: QueryInfo
}

type QueryInfo = {
  readonly Select?: readonly string[]
  readonly Top?: number
  readonly Skip?: number
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

const action = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5 }
const path = { global: 1, newObject: 2, method: 3, property: 4, reference: 6 }

const service = 'Microsoft.InternalService.AddinInternalService'

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
    if (ObjectPathType === path.newObject) {
      return Name === service
        ? ({ kind: 'service' } as const)
        : ({ kind: 'options', values: {} } as const)
    }
    if (ObjectPathType === path.reference) return references.get(Name)!
    const parent = get(ParentObjectPathId)
    if (ObjectPathType === path.property) return getProperty(document, parent, Name)
    return callMethod(document, parent, Name, readArguments(ArgumentInfo)) as WordObject
  }
  const isTrace = ({ ActionType }: Action) => ActionType === action.trace
  const Results = batch.Actions.map((one) => {
    if (isTrace(one)) return { ActionId: one.Id, Value: null }
    const object = get(one.ObjectPathId)
    const args = readArguments(one.ArgumentInfo)
    return { ActionId: one.Id, Value: answerAction(document, references, one, object, args) }
  })
  const TraceIds = batch.Actions.filter(isTrace).map(({ Id }) => Id)
  return { Results, TraceIds, ProcessedCount: batch.Actions.length }
}

function answerAction(
  document: WordDocument,
  references: References,
  { ActionType, Name, QueryInfo = {} }: Action,
  object: WordObject,
  args: readonly unknown[],
): unknown {
  if (object.kind === 'service') return null
  if (ActionType === action.query) return query(document, references, object, QueryInfo)
  if (ActionType === action.set) setScalar(document, object, Name, args[0])
  if (ActionType === action.method && !Name.startsWith('_')) {
    const given = callMethod(document, object, Name, args)
    return typeof given === 'string' ? given : null
  }
  if (ActionType === action.instantiate || Name === '_KeepReference')
    return refer(references, object)
  return null
}

function query(
  document: WordDocument,
  references: References,
  object: WordObject,
  info: QueryInfo,
): unknown {
  if (object.kind === 'nothing') return null
  if (object.kind === 'list') {
    const { Skip = 0, Top = object.items.length } = info
    const items = object.items.slice(Skip, Skip + Top).map((item) => ({
      ...(query(document, references, item, { Select: info.Select ?? [] }) as object),
      ...refer(references, item),
    }))
    return { _Items: items }
  }
  const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1)
  return Object.fromEntries(
    (info.Select ?? [])
      .map((name) => capital(name.replace(/^items\//, '')))
      .map((name) => [name, getScalar(document, object, name)]),
  )
}

function refer(references: References, object: WordObject): Record<string, unknown> | null {
  if (object.kind === 'nothing') return null
  const reference = `object-${references.size + 1}`
  references.set(reference, object)
  return { _ReferenceId: reference }
}
