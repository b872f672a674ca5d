/** Generations, and what they are made from; JSON is text, a flag is 0 or 1. */
export type GenerationTables = {
  generations: GenerationsTable
  /** A row for each document that a generation makes. */
  generation_runs: {
    generation_id: string
    position: number
    run_id: string
    document_id: string
    status: string
    error: string | null
    /** JSON; null until its document is written. */
    quality: string | null
  }
  generation_files: GenerationFilesTable
  schedules: {
    id: string
    workspace_id: string
    name: string
    trigger_kind: string
    cron: string | null
    time_zone: string
    request: string
    is_enabled: number
    next_at: string | null
    stopped: string | null
    user_id: string
    created_at: string
    updated_at: string
  }
  schedule_firings: {
    schedule_id: string
    occasion: string
    generation_id: string | null
    error: string | null
    fired_at: string
  }
  data_sources: {
    id: string
    workspace_id: string
    name: string
    kind: string
    settings: string
    secrets: string
    blob_hash: string | null
    file_name: string | null
    user_id: string
    created_at: string
    updated_at: string
  }
  generation_events: {
    generation_id: string
    sequence: number
    type: string
    data: string
    created_at: string
  }
}

export type GenerationsTable = {
  id: string
  workspace_id: string
  status: string
  template_id: string
  data_source_id: string | null
  data_hash: string
  outputs: string
  requirements: string
  external_id: string | null
  metadata: string
  error: string | null
  cancel_requested: number
  user_id: string
  created_at: string
  updated_at: string
  completed_at: string | null
}

export type GenerationFilesTable = {
  id: string
  generation_id: string
  position: number
  format: string
  file_name: string
  mime_type: string
  /** Null where it could not be made, or was pruned. */
  blob_hash: string | null
  size_bytes: number
  error: string | null
  created_at: string
  pruned_at: string | null
}
