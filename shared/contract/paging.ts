import { z } from 'zod'

/** Query parameters arrive as text. */
export const pageQuery = {
  page: z.coerce.number().int().min(1).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(20),
}

export const pageFields = {
  total: z.number().int(),
  page: z.number().int(),
  page_size: z.number().int(),
}
