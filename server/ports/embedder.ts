/** Turns texts into vectors whose angles tell how alike the texts mean. */
export interface Embedder {
  /** Vectors of two models can't be compared. */
  readonly model: string
  /** For a search that someone waits for: gives up soon. @throws EmbedderFailed */
  embedQuery(text: string): Promise<Float32Array>
  /** One vector a text, in their order, all of the same length. @throws EmbedderFailed */
  embedPassages(texts: readonly string[]): Promise<readonly Float32Array[]>
  getState(): EmbedderState
}

type EmbedderState = {
  /** Why the last request failed, in words that name no address, key or text; null where it did not. */
  readonly error: string | null
  /** How long passages are not to be sent yet; 0 where they may be. */
  readonly pauseMilliseconds: number
}

/** The endpoint is down, refuses, or answers with what are no vectors. */
export class EmbedderFailed extends Error {
  /** It is the texts that are refused, as too long may be: other texts may do. */
  readonly isOfTexts: boolean
  /** What the endpoint said, shortened and without the key: for the log alone. */
  readonly said: string
  /** For how long the endpoint asks to be left alone; 0 where it does not. */
  readonly leaveMilliseconds: number

  constructor(
    message: string,
    more: { isOfTexts?: boolean; said?: string; leaveMilliseconds?: number } = {},
  ) {
    super(message)
    this.name = 'EmbedderFailed'
    this.isOfTexts = more.isOfTexts ?? false
    this.said = more.said ?? ''
    this.leaveMilliseconds = more.leaveMilliseconds ?? 0
  }
}
