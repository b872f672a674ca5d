/** The ways in, as OpenAPI describes them. */
export const securitySchemes = {
  apiKey: {
    type: 'apiKey' as const,
    in: 'header' as const,
    name: 'X-API-Key',
    description: 'A key: `swk_live_…`, or `swk_test_…` for the sandbox.',
  },
  bearer: {
    type: 'http' as const,
    scheme: 'bearer',
    description: 'A key, or a JWT of the identity provider that the server is set to.',
  },
}

/** What holds for every call; each paragraph is one line. */
export const aboutAllCalls = [
  'A call is made with a key as `X-API-Key` or `Authorization: Bearer` (X-API-Key wins), or with a JWT as Bearer. A route’s permission has to be granted to the key and allowed by the role: viewers have read and search, members also write and generate, admins, owners and internal users also admin. A key or token that reaches several workspaces chooses by `X-Workspace-Id`. What belongs to others answers as what does not exist.',
  'Every answer but those of /health* and to preflights of allowed origins carries `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds of Unix time); beyond the limit it is a 429 with `Retry-After`. Calls count for the workspace, for the key where it has a rate of its own, and for the address where no valid key or token came.',
  'A call that changes something may carry an `Idempotency-Key`: sent again it gives the first answer again, with `Idempotency-Replayed: true`.',
  'Errors are application/problem+json (RFC 9457). `type` is the address of a page that says what to do, `code` stays the same, `trace_id` is the `X-Request-Id` of the answer.',
].join('\n\n')
