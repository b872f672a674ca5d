import { Problem } from './problem.ts'

/** As much as a run's `data` may have; it is stored with the run and read with it. */
export const maximumDataBytes = 20 * 1_048_576

/** @throws Problem `data_too_large` for JSON of more bytes than `maximumBytes` */
export function checkSmall(value: unknown, field: string, maximumBytes: number): void {
  const bytes = value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value))
  if (bytes <= maximumBytes) return
  const msg = `has ${bytes} bytes as JSON; ${maximumBytes} are allowed`
  throw new Problem('data_too_large', `body.${field}: ${msg}`, {
    errors: [{ loc: ['body', field], msg, type: 'data_too_large' }],
  })
}
