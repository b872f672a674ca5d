import { Refusal } from './refusal.ts'

/** Its parser takes a hundred times the memory of the text. */
const mostCharacters = 2_000_000
const mostLevels = 100
const mostColumns = 1000
const mostDefinitions = 5000
/** Pairs of marks in one paragraph that its parser would look at. */
const mostMarkPairs = 10_000_000
/** Fewer marks than this in a paragraph cost nothing. */
const fewMarks = 200

/**
 * Refuses what the parser of Markdown would take minutes for, since its time grows with the square of
 * nested marks. Looks at lines only: what is deep in a way unseen here ends by the watchdog.
 * @throws Refusal `too_large`, `too_deep`
 */
export function checkMarkdownShape(text: string): void {
  if (text.length > mostCharacters) throw tooLarge(`${mostCharacters} characters of Markdown`)
  const lists: number[] = []
  const paragraph = createParagraphCount()
  let definitions = 0
  for (const line of text.split('\n')) {
    const { levels, words } = readContainers(line, lists)
    if (levels > mostLevels) throw new Refusal('too_deep', `more than ${mostLevels} nested lists`)
    if (/^\[[^\]]*\]:/.test(words) && (definitions += 1) > mostDefinitions) {
      throw tooLarge(`${mostDefinitions} definitions`)
    }
    const isRule = /^[\s|:-]+$/.test(words)
    if (isRule && words.split('|').length > mostColumns + 2)
      throw tooLarge(`${mostColumns} columns`)
    paragraph.add(words, levels > 0)
  }
  paragraph.end()
}

/** Marks of quotes and lists before the words of a line, and the lists around it by their indents. */
function readContainers(line: string, lists: number[]) {
  const marks = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))+/.exec(line)?.[0] ?? ''
  if (marks === '') return { levels: 0, words: line.trim() }
  const indent = line.length - line.trimStart().length
  while ((lists.at(-1) ?? -1) >= indent) lists.pop()
  lists.push(indent)
  const own = marks.match(/>|[-+*]|\d{1,9}[.)]/g)?.length ?? 0
  return { levels: own + lists.length - 1, words: line.slice(marks.length).trim() }
}

function createParagraphCount() {
  let [emphases, length, pairs] = [0, 0, 0]
  let codes = new Set<number>()
  const end = () => {
    if (emphases > fewMarks) pairs += emphases * emphases
    if (codes.size > fewMarks / 10) pairs += codes.size * length
    if (pairs > mostMarkPairs)
      throw new Refusal('too_deep', 'more marks in a paragraph than is read')
    ;[emphases, length, codes] = [0, 0, new Set()]
  }
  const add = (words: string, isNew: boolean) => {
    if (isNew || words === '' || words.startsWith('#') || words.startsWith('|')) end()
    length += words.length
    emphases += words.match(/[*_~]+/g)?.length ?? 0
    for (const [run] of words.matchAll(/`+/g)) codes.add(run.length)
  }
  return { add, end }
}

function tooLarge(what: string): Refusal {
  return new Refusal('too_large', `more than ${what}`)
}
