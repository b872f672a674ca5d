/** Words with the marks between them, before they have a place in the text. */
export type Flow = { readonly text: string; readonly marks: readonly FlowMark[] }

/** Where a bookmark begins or ends, or the mark of a note stands; `offset` counts in the flow's text. */
export type FlowMark = {
  readonly kind: 'start' | 'end' | 'note'
  /** Of a bookmark that of its start, since careless programs reuse ids; of a note its index in the references. */
  readonly key: number
  readonly offset: number
}

export const emptyFlow: Flow = { text: '', marks: [] }

/** The flow without blanks at its ends; marks out there move to the nearest word. */
export function trimFlow(flow: Flow): Flow {
  const start = flow.text.length - flow.text.trimStart().length
  const text = flow.text.trim()
  return { text, marks: moveMarks(flow.marks, -start, text.length) }
}

/** Flows in a row; the separator stands between those that have words. */
export function joinFlows(flows: readonly Flow[], separator: string): Flow {
  const texts: string[] = []
  const marks: FlowMark[] = []
  let length = 0
  let hasWords = false
  for (const flow of flows) {
    const isSeparated = hasWords && flow.text !== ''
    const glue = isSeparated ? separator : ''
    for (const mark of moveMarks(flow.marks, length + glue.length, Infinity)) marks.push(mark)
    texts.push(glue, flow.text)
    length += glue.length + flow.text.length
    hasWords ||= flow.text !== ''
  }
  return { text: texts.join(''), marks }
}

export function prefixFlow(prefix: string, flow: Flow): Flow {
  return { text: prefix + flow.text, marks: moveMarks(flow.marks, prefix.length, Infinity) }
}

function moveMarks(marks: readonly FlowMark[], by: number, limit: number): FlowMark[] {
  return marks.map((mark) => ({
    ...mark,
    offset: Math.min(Math.max(mark.offset + by, 0), limit),
  }))
}
