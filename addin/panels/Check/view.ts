import type { Client } from '../../../client/create-client.ts'
import type { GoTo } from './use-go-to.ts'

/** What every part of the check is given beside the list of the sentences. */
export type ViewProps = {
  readonly client: Client
  readonly documentId: string
  /** Counts the checks: another one means that everything may be another. */
  readonly revision: number
  readonly goTo: GoTo
}
