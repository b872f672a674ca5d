/** Who wants to be told what, and what became of it. A flag is 0 or 1; a list is JSON. */
export type WebhookTables = {
  webhooks: {
    id: string
    workspace_id: string
    url: string
    description: string
    events: string
    is_enabled: number
    /** In clear, since it has to sign. */
    secret: string
    previous_secret: string | null
    previous_secret_until: string | null
    created_at: string
    updated_at: string
  }
  /** `body` is sent as it stands, in every attempt. */
  webhook_events: {
    id: string
    workspace_id: string
    event: string
    body: string
    created_at: string
  }
  webhook_deliveries: WebhookDeliveriesTable
  webhook_attempts: {
    delivery_id: string
    /** Counts from 1. */
    number: number
    started_at: string
    /** Null while it runs. */
    duration_ms: number | null
    status_code: number | null
    error: string | null
  }
}

type WebhookDeliveriesTable = {
  id: string
  event_id: string
  webhook_id: string
  workspace_id: string
  status: string
  /** Attempts that ended in failure since it was last set going. */
  failures: number
  /** Null where nothing is to be sent any more. */
  due_at: string | null
  created_at: string
  completed_at: string | null
}
