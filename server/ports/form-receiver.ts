/** Takes multipart forms (RFC 7578) apart while they come; what is large waits outside of memory. */
export interface FormReceiver {
  /** @throws FormMalformed */
  receive(body: ReadableStream<Uint8Array>, contentType: string): Promise<ReceivedForm>
}

export type ReceivedForm = {
  /** Its files are read anew each time; not behind `discard`. */
  readonly form: FormData
  discard(): Promise<void>
}

/** It is no form, or not a whole one. */
export class FormMalformed extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'FormMalformed'
  }
}
