const drawingNamespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' +
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** An a:graphic that refers to a chart or SmartArt part by its relationship id. */
export function graphic(kind: 'chart' | 'diagram', id: string): string {
  const uri = `http://schemas.openxmlformats.org/drawingml/2006/${kind}`
  const inner = kind === 'chart' ? `<c:chart r:id="${id}"/>` : `<dgm:relIds r:dm="${id}"/>`
  return `<a:graphic ${drawingNamespaces}><a:graphicData uri="${uri}">${inner}</a:graphicData></a:graphic>`
}

export type ChartSeries = {
  readonly name: string
  readonly categories: readonly string[]
  /** As Excel stores them; undefined for a point without a value. */
  readonly values: readonly (string | undefined)[]
}

/** A chart part of bars with its cached values; `axes` are the titles of its category and value axis. */
export function chartPart(
  title: string,
  series: readonly ChartSeries[],
  axes: readonly [string, string] = ['', ''],
): string {
  const plots = series.map(
    ({ name, categories, values }) =>
      `<c:ser><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx>` +
      `<c:cat><c:strRef><c:f>A</c:f><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat>` +
      `<c:val><c:numRef><c:f>B</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`,
  )
  const [category, value] = axes
  return (
    `<c:chartSpace ${drawingNamespaces}><c:chart>${titleOf(title)}<c:plotArea>` +
    `<c:barChart>${plots.join('')}</c:barChart><c:catAx>${titleOf(category)}</c:catAx>` +
    `<c:valAx>${titleOf(value)}</c:valAx></c:plotArea></c:chart></c:chartSpace>`
  )
}

/** A SmartArt data part: each point as its words and the index of its parent, -1 for the first level. */
export function diagramPart(points: readonly (readonly [string, number])[]): string {
  const written = points.map(
    ([text], index) =>
      `<dgm:pt modelId="${index}"><dgm:prSet/><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`,
  )
  // connections come in any order
  const connections = points
    .map(
      ([, parent], index) =>
        `<dgm:cxn modelId="c${index}" srcId="${parent < 0 ? 'doc' : parent}" destId="${index}" srcOrd="${index}"/>`,
    )
    .reverse()
  return (
    `<dgm:dataModel ${drawingNamespaces}><dgm:ptLst><dgm:pt modelId="doc" type="doc"/>${written.join('')}` +
    '<dgm:pt modelId="p" type="pres"><dgm:t><a:p><a:r><a:t>layout</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>' +
    `<dgm:cxnLst>${connections.join('')}<dgm:cxn type="presOf" srcId="0" destId="p"/></dgm:cxnLst></dgm:dataModel>`
  )
}

function points(values: readonly (string | undefined)[]): string {
  const written = values.map((value, index) =>
    value === undefined ? '' : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`,
  )
  return `<c:ptCount val="${values.length}"/>${written.join('')}`
}

function titleOf(words: string): string {
  if (words === '') return ''
  return `<c:title><c:tx><c:rich><a:p><a:r><a:t>${words}</a:t></a:r></a:p></c:rich></c:tx></c:title>`
}
