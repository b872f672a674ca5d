import type { WordDocument } from './word-document.ts'

/** What Microsoft's client asks about the custom XML parts of a document. */
export type PartCall = {
  readonly DdaMethod: { readonly DispatchId: number }
  readonly xml?: string
  readonly namespace?: string
  readonly id?: string
}

/** Dispatch ids of Microsoft's client. */
const dispatch = { addPart: 128, getPartsByNamespace: 130, getPartXml: 131, deletePart: 133 }

/** Undefined for a call that is about no parts. */
export function answerParts(document: WordDocument, call: PartCall): object | undefined {
  const { customParts } = document
  switch (call.DdaMethod.DispatchId) {
    case dispatch.addPart: {
      if (isRefused(document)) return accessDenied
      const id = `{added-${crypto.randomUUID()}}`
      customParts.set(id, call.xml ?? '')
      document.partChanges++
      return success({ DataPartProperties: describe(id) })
    }
    case dispatch.getPartsByNamespace: {
      const isAsked = (xml: string) => xml.includes(`"${call.namespace}"`)
      const isGiven = document.options.mixesParts ? () => true : isAsked
      const own = [...customParts].filter(([, xml]) => isGiven(xml))
      return success({ DataPartList: own.map(([id]) => describe(id)) })
    }
    case dispatch.getPartXml:
      return success({ Data: customParts.get(call.id ?? '') ?? '' })
    case dispatch.deletePart:
      if (isRefused(document)) return accessDenied
      document.partChanges++
      customParts.delete(call.id ?? '')
      return success({})
    default:
      return undefined
  }
}

export function success(fields: object): object {
  return { Version: 1, Error: 0, ...fields }
}

const describe = (id: string) => ({ id, DataPartBuiltIn: false })

function isRefused(document: WordDocument): boolean {
  try {
    document.refuse()
    return false
  } catch {
    return true
  }
}

const accessDenied = { Version: 1, Error: 7000 }
