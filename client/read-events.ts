/** `id` where the server gave one: what Last-Event-ID goes on behind. */
export type ServerEvent = {
  readonly event: string
  readonly data: string
  readonly id?: string
}

/**
 * The events of a text/event-stream body as they come (WHATWG HTML §9.2.6); comments are passed over.
 * An event that the stream ends in the middle of is dropped, as the standard says.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const text = rest + (done ? '' : decoder.decode(value, { stream: true }))
      // half of a line's end: the other half may come with the next piece
      const held = !done && text.endsWith('\r') ? '\r' : ''
      const whole = text.slice(0, text.length - held.length)
      const blocks = whole.replace(/\r\n?/g, '\n').split('\n\n')
      rest = (blocks.pop() ?? '') + held
      yield* blocks.flatMap((block) => readBlock(block) ?? [])
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function readBlock(block: string): ServerEvent | undefined {
  const fields = block.split('\n').flatMap((line) => {
    const [, name, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? []
    return name === undefined ? [] : [{ name, value }]
  })
  const data = fields.filter(({ name }) => name === 'data').map(({ value }) => value)
  if (data.length === 0) return undefined
  const event = fields.findLast(({ name }) => name === 'event')?.value ?? 'message'
  const id = fields.findLast(({ name }) => name === 'id')?.value
  return { event, data: data.join('\n'), ...(id !== undefined && { id }) }
}
