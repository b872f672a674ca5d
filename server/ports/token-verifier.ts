/** Judges the JWTs that an identity provider signs for this server. */
export interface TokenVerifier {
  /** Whether a provider may sign with keys of its own, which it publishes. */
  readonly takesProviderKeys: boolean
  /** Never throws for what a caller may have sent. */
  verify(token: string): Promise<VerifiedToken>
}

export type VerifiedToken =
  | { readonly outcome: 'valid'; readonly claims: TokenClaims }
  | { readonly outcome: 'expired' | 'invalid' }
  /** The keys that it has to be held against could not be fetched. */
  | { readonly outcome: 'unavailable'; readonly reason: string }

export type TokenClaims = {
  readonly subject: string
  /** Null where the token names none. */
  readonly organizationId: string | null
  readonly name: string | null
  /** As the token says; null where it says nothing of roles. */
  readonly roles: readonly string[] | null
}
