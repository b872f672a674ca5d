import type { RefusalCode } from '../../shared/model/source-text.ts'

/** Why a file's bytes can't be read; readers turn it into a ReadResult, it never leaves the process. */
export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, reason: string) {
    super(reason)
    this.name = 'Refusal'
    this.code = code
  }
}
