/** What checks found, and what people decided; JSON is text. */
export type CheckTables = {
  checks: ChecksTable
  /** Sources that a check searched: with one of them the check goes. */
  check_sources: { check_id: string; document_id: string }
  /** Verdicts of a document's newest check, by what they rest on; the next check takes them over. */
  claim_verdicts: { document_id: string; verdict_key: string; verdict: string }
  decisions: DecisionsTable
  wording_decisions: WordingDecisionsTable
}

export type ChecksTable = {
  id: string
  document_id: string
  version_id: string
  status: string
  /** Of the searched readings and the engine's version: another one may find something else. */
  sources_hash: string
  searched_sources: number
  searched_passages: number
  /** JSON: [sentence id, verdict key, state, ids of wordings] of every claim, in the order of the text. */
  claims: string
  /** JSON: what the document gives twice with other values. */
  inconsistencies: string
  /** JSON: how many claims have which state; null until they are found. */
  counts: string | null
  error: string | null
  user_id: string
  created_at: string
  completed_at: string | null
}

type DecisionsTable = {
  id: string
  document_id: string
  subject: string
  subject_id: string
  /** Counts from 1 for each subject; the last one holds. */
  sequence: number
  /** Null withdraws the one before. */
  value: string | null
  reason: string
  user_id: string
  created_at: string
}

/** What people say of a template's wordings; it outlives the template, whose documents stay. */
export type WordingDecisionsTable = {
  id: string
  workspace_id: string
  template_id: string
  wording_id: string
  /** Counts from 1 for each wording; the last one holds. */
  sequence: number
  decision: string
  /** JSON: the wording as it was read. */
  wording: string
  user_id: string
  created_at: string
}
