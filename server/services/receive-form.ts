import { FormMalformed, type ReceivedForm } from '../ports/form-receiver.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/** @throws Problem `malformed_form` */
export async function receiveForm(
  { forms }: Pick<Dependencies, 'forms'>,
  body: ReadableStream<Uint8Array> | null,
  contentType: string,
): Promise<ReceivedForm> {
  try {
    return await forms.receive(body ?? new Blob([]).stream(), contentType)
  } catch (error) {
    if (!(error instanceof FormMalformed)) throw error
    const detail = `The body is no multipart form: ${error.message}.`
    throw new Problem('malformed_form', detail, {
      errors: [{ loc: ['body'], msg: detail, type: 'malformed_form' }],
    })
  }
}
