/** Sends over the network, and only to where sending is allowed. */
export interface WebhookSender {
  /** Why the address can never be sent to; undefined where that depends on its name alone. */
  findMistake(url: string): string | undefined
  /** Never throws: what went wrong is a value, since it goes into the log of deliveries. */
  send(message: WebhookMessage, signal: AbortSignal): Promise<SendResult>
}

export type WebhookMessage = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type SendResult =
  | { readonly outcome: 'answered'; readonly statusCode: number }
  | { readonly outcome: 'failed'; readonly error: string }
  /** The signal ended it: that says nothing of the receiver. */
  | { readonly outcome: 'stopped' }
