import { ApiError, createProblem } from '../../client/api-error.ts'

/** True where Word has this version of its own API. 1.3 is there always: the manifest asks for it. */
export function hasWordApi(version: '1.4' | '1.5' | '1.6'): boolean {
  return Office.context.requirements.isSetSupported('WordApi', version)
}

/** A call of Office's that answers by a callback. Throws ApiError with Office's own code. */
export function settle<T>(
  call: (done: (result: Office.AsyncResult<T>) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) =>
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value)
      else reject(createWordError(String(result.error.code), result.error.message))
    }),
  )
}

/** Throws ApiError with Word's own code for what Word could not do. */
export async function callWord<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof OfficeExtension.Error)) throw error
    throw createWordError(error.code, error.message)
  }
}

export function createWordError(code: string, message: string): ApiError {
  return new ApiError(createProblem(`word_${code}`, 0, 'Word could not do this', message, ''))
}
