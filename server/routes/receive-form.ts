import type { MiddlewareHandler } from 'hono'
import { receiveForm } from '../services/receive-form.ts'
import type { AppEnvironment } from './environment.ts'

/** Reads a multipart body once for all that look at it, and removes what of it waited on disk. */
export const takeForm: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) return next()
  const { form, discard } = await receiveForm(c.get('deps'), c.req.raw.body, type)
  // where the validator of forms looks first
  c.req.bodyCache.formData = form
  try {
    await next()
  } finally {
    await discard()
  }
}
