import type { CheckTables } from './check-tables.ts'
import type { GenerationTables } from './generation-tables.ts'
import type { TenantTables } from './tenant-tables.ts'
import type { WebhookTables } from './webhook-tables.ts'

/**
 * The tables as they are now. Times are ISO 8601 text, booleans 0 or 1, JSON is text: the same on
 * SQLite and PostgreSQL.
 */
export type Database = TenantTables &
  CheckTables &
  GenerationTables &
  WebhookTables & {
    documents: DocumentsTable
    document_versions: DocumentVersionsTable
    source_texts: SourceTextsTable
    page_words: {
      source_text_id: string
      page: number
      range_start: number
      range_end: number
      packed: Uint8Array
    }
    /** A row for each portion of a text's evidence passages; `made_by` as nameVectors gives it. */
    passage_vectors: {
      source_text_id: string
      made_by: string
      first_ordinal: number
      passage_count: number
      dimensions: number
      packed: Uint8Array
    }
    files: {
      workspace_id: string
      container: string
      key: string
      name: string
      blob_hash: string
      size_bytes: number
      created_at: string
    }
    templates: {
      id: string
      workspace_id: string
      name: string
      current_version: number
      created_at: string
      updated_at: string
    }
    template_versions: {
      id: string
      template_id: string
      number: number
      blob_hash: string
      paragraphs: string
      /** JSON of what the .docx was written from; null where it came as a file. */
      outline: string | null
      created_at: string
    }
    /** `given_passages` is JSON; at most one of a document, and gone with the run that uses it. */
    document_outlines: {
      document_id: string
      template_version_id: string
      given_passages: string
      created_at: string
    }
    runs: RunsTable
    /** Sources that a run pins; they are kept while it is. */
    run_sources: { run_id: string; document_id: string }
    run_steps: {
      run_id: string
      name: string
      position: number
      status: string
      started_at: string
      completed_at: string | null
    }
    run_sections: {
      run_id: string
      section_id: string
      position: number
      outline: string
      draft: string | null
      completed_at: string | null
    }
    citations: CitationsTable
    document_targets: DocumentTargetsTable
    run_events: { run_id: string; sequence: number; type: string; data: string; created_at: string }
    jobs: JobsTable
    conversations: {
      id: string
      workspace_id: string
      document_ids: string
      created_at: string
      updated_at: string
    }
    conversation_turns: TurnsTable
    /** SourceTexts that an answer cites; they are kept while it is. */
    turn_sources: { turn_id: string; source_text_id: string }
    rivals: RivalsTable
    /** `content` is JSON; a run pins what it said. */
    style_guides: {
      id: string
      workspace_id: string
      name: string
      version: number
      content: string
      created_at: string
      updated_at: string
    }
  }

export type RivalsTable = {
  id: string
  document_id: string
  section_id: string
  version_id: string
  inputs: string
  inputs_hash: string
  status: string
  /** JSON; null until it is completed. */
  composed: string | null
  error: string | null
  chosen_run_id: string | null
  user_id: string
  created_at: string
  completed_at: string | null
}

export type TurnsTable = {
  id: string
  conversation_id: string
  /** The caller's own name of the turn, unique in its conversation. */
  turn_id: string
  position: number
  question: string
  /** JSON; null until it is answered. */
  answer: string | null
  created_at: string
  answered_at: string | null
}

export type DocumentsTable = {
  id: string
  workspace_id: string
  kind: string
  name: string
  external_id: string | null
  status: string
  role: string | null
  role_confidence: number | null
  mime_type: string
  metadata: string
  template_id: string | null
  error: string | null
  /** 0 while a generated document has no version yet. */
  current_version: number
  created_at: string
  updated_at: string
  /** Set where citations still rest on it: hidden, but kept until they go. */
  deleted_at: string | null
}

export type DocumentVersionsTable = {
  id: string
  document_id: string
  number: number
  file_name: string
  mime_type: string
  blob_hash: string
  size_bytes: number
  run_id: string | null
  /** The role that its source had when this version was read; null for other kinds. */
  role: string | null
  status: string
  error: string | null
  warnings: string
  created_at: string
}

export type SourceTextsTable = {
  id: string
  document_version_id: string
  reader: string
  segmenter_version: string
  text: string
  structure: string
  passages: string
  created_at: string
}

export type RunsTable = {
  id: string
  workspace_id: string
  document_id: string
  task_number: number
  status: string
  step: string | null
  progress: number
  inputs: string
  inputs_hash: string
  warnings: string
  error: string | null
  cancel_requested: number
  /** none, asked, awaiting or given: whether a person looks at the outline first. */
  approval: string
  created_at: string
  updated_at: string
  completed_at: string | null
}

export type CitationsTable = {
  id: string
  run_id: string
  section_id: string
  /** Names the sentence or cell within the run; document_targets says where it stands. */
  target_key: string
  position: number
  source_text_id: string | null
  range_start: number | null
  range_end: number | null
  quote: string | null
  cell: string | null
  data_hash: string | null
  pointer: string | null
  value: string | null
  transformations: string
  formula: string
}

export type DocumentTargetsTable = {
  document_version_id: string
  target_key: string
  position: number
  kind: string
  section_id: string
  rule_id: string
  text: string
  range_start: number
  range_end: number
  basis: string
  anchor: string
}

export type JobsTable = {
  id: string
  workspace_id: string
  kind: string
  subject_id: string
  status: string
  attempts: number
  /** Starts that ended with their process, since the job last came to an end or stored progress. */
  deaths: number
  token: number
  owner: string | null
  lease_until: string | null
  run_after: string
  error: string | null
  created_at: string
}
