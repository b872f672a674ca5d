import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents, type ServerEvent } from '../../client/read-events.ts'

const collect = async (pieces: readonly Uint8Array[]) => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  const events: ServerEvent[] = []
  for await (const event of readEvents(body)) events.push(event)
  return events
}

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '))
const event = fc.record(
  {
    event: fc.constantFrom('sentence', 'message', 'waiting'),
    data: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    id: fc.stringMatching(/^\d+-\d+$/),
  },
  { requiredKeys: ['event', 'data'] },
)

test('events are read as they were written, wherever the stream is cut and however lines end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat({ max: 400 }), { maxLength: 6 }),
      async (events, end, cuts) => {
        const written = events.map(({ event: name, data, id }) =>
          [
            ': a comment',
            `event: ${name}`,
            ...(id === undefined ? [] : [`id: ${id}`]),
            ...data.split('\n').map((one) => `data: ${one}`),
            '',
            '',
          ].join(end),
        )
        const bytes = new TextEncoder().encode(written.join(''))
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const pieces = places.slice(1).map((to, index) => bytes.slice(places[index], to))
        expect(await collect(pieces)).toEqual(events)
      },
    ),
  )
})

test('an event that the stream ends in the middle of is dropped', async () => {
  const bytes = new TextEncoder().encode('event: a\ndata: 1\n\nevent: b\ndata: 2\n')
  expect(await collect([bytes])).toEqual([{ event: 'a', data: '1' }])
})
