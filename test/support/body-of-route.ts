import { randomUUID } from 'node:crypto'

/** A body that the route's schema takes, so that what is told is told of the id. */
export function bodyOfRoute(name: string, userId: string = randomUUID()): object {
  if (name.endsWith('/messages')) return { turn_id: 'a', text: 'Who?' }
  if (name.includes('/mrt-outlines/')) return { sections: [] }
  if (name.includes('/document-mrt/')) return { sections: [{ title: 'One' }] }
  if (name.endsWith('/sections')) return { section_name: 'One' }
  if (name.endsWith('/reorder')) return { section_ids: [] }
  if (name.includes('/style-guides/')) return { style_guide_name: 'House' }
  if (name.endsWith('/override')) return { state: 'supported', reason: 'It is so.' }
  if (name.includes('/conflicts/')) return { choice: 'other', reason: 'It is so.' }
  if (name.endsWith('/approve')) return { approved: true }
  return name.includes('/document-sets/') ? { user_id: userId } : {}
}
