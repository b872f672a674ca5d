import type { TemplateExpansion } from '../../shared/model/document-reading.ts'
import type { PairedBlock } from '../domain/blocks/pair-blocks.ts'
import { describeCrossing } from '../domain/blocks/read-blocks.ts'

type Failed = Extract<TemplateExpansion, { outcome: 'failed' }>

/** Why a template can't be expanded; `expandTemplate` turns it into a value. */
export class BlockFailure extends Error {
  readonly code: Failed['code']
  /** Path of the field; '' where none is at fault. */
  readonly field: string
  /** Number of the finding where its writer has to look; undefined where none is at fault. */
  readonly at: number | undefined

  constructor(code: Failed['code'], field: string, reason: string, at?: number) {
    super(reason)
    this.name = 'BlockFailure'
    this.code = code
    this.field = field
    this.at = at
  }
}

/** @throws BlockFailure: what the block encloses is no whole stretch of anything. */
export function failCrossing({ source, open }: PairedBlock): never {
  throw new BlockFailure('placeholder_syntax', '', describeCrossing(source), open)
}
