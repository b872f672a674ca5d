import type { GenerateRequest } from '../../shared/contract/documents.ts'
import { emptyStyleGuide, type StyleGuide } from '../../shared/model/style-guide.ts'
import { findStyleGuide } from '../db/style-guides.ts'
import { joinStyles, readInstructions } from '../domain/style/read-instructions.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

type RequestedStyle = {
  /** Undefined where the request asks for nothing that a rule can apply. */
  readonly style: StyleGuide | undefined
  /** What was asked for and is not applied. */
  readonly warnings: readonly string[]
}

/**
 * What a run applies by rule: its style guide, and before it the terms and formats of its instructions.
 * @throws Problem `style_guide_unknown`
 */
export async function findRequestedStyle(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  request: Pick<GenerateRequest, 'style_guide_id' | 'document_instructions'>,
): Promise<RequestedStyle> {
  const { style_guide_id: id = null, document_instructions: instructions = '' } = request
  const stored = id === null ? undefined : await findStyleGuide(deps.db, [workspaceId], id)
  if (id !== null && !stored) throw unknown(id)
  const read = readInstructions(instructions)
  const style = joinStyles(stored?.guide ?? emptyStyleGuide, read.guide)
  const saysSomething =
    style.terms.length > 0 || style.thousandsSeparator !== null || style.dateFormat !== null
  return {
    style: saysSomething ? style : undefined,
    warnings: read.unread.length > 0 ? [warn(read.unread)] : [],
  }
}

function warn(unread: readonly string[]): string {
  const quoted = unread.map((one) => `“${one}”`).join(', ')
  return (
    `document_instructions were not applied: ${quoted}. Free instructions need a language model; ` +
    'terms and number and date formats apply by rule.'
  )
}

function unknown(id: string): Problem {
  const msg = `there is no style guide ${id} in this document set`
  return new Problem('style_guide_unknown', `T${msg.slice(1)}.`, {
    errors: [{ loc: ['body', 'style_guide_id'], msg, type: 'style_guide_unknown' }],
  })
}
