/** A schema of JSON Schema 2020-12, as far as the contract uses it; only those of problems are references. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

export type Content = Readonly<Record<string, { readonly schema?: Schema } | undefined>>

export type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

export type Operation = {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Content }>
  >
  /** As `routePermissions` has it. */
  readonly 'x-permission': string
  /** Codes of all problems that it answers, by status. */
  readonly 'x-problems': readonly string[]
}

/** What /openapi.json says, as far as its page shows it. */
export type DescribedApi = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  /** What this server sends, by event. */
  readonly webhooks: Readonly<Record<string, { readonly post: SentOperation }>>
}

/** Nobody needs a permission to be called. */
export type SentOperation = Omit<Operation, 'x-permission' | 'x-problems'>

/** A call of the API with its place. */
export type Call = { readonly method: string; readonly path: string; readonly operation: Operation }
