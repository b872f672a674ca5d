import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Half } from '../grounding/labelled.ts'
import { isEven } from '../grounding/halves.ts'
import { kinds, worlds, type Kind, type Question, type Talk, type World } from './question.ts'

/**
 * The talks of a file of questions, written from the sources before any of them was asked: those whose
 * first question has an even SHA-256 are for tuning, the others for one report.
 */
export function pickTalks(
  file: 'fresh-questions.txt' | 'corpus-questions.txt',
  half: Half,
): readonly Talk[] {
  return readTalks(file).filter(
    ({ turns: [first] }) => isEven(first?.ask ?? '') === (half === 'tuning'),
  )
}

function readTalks(file: string): readonly Talk[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const talks: { world: World; turns: Question[] }[] = []
  for (const line of lines) {
    const [start = '', ...rest] = line.split(/ \| |(?<=^\+) /)
    const last = talks.at(-1)
    if (start === '+' && last !== undefined) last.turns.push(readQuestion(line, rest))
    else talks.push({ world: find(worlds, start, line), turns: [readQuestion(line, rest)] })
  }
  return talks
}

function readQuestion(line: string, [kind = '', ask = '', source = '', says]: string[]): Question {
  const read = { kind: find<Kind>(kinds, kind, line), ask }
  if (source === 'none') return { ...read, expected: 'none', mayRefuse: true }
  if (says === undefined) throw new Error(`nothing is expected of: ${line}`)
  const expected = {
    says: says.split(' && ').map((one) => new RegExp(one)),
    source: source.replace('?', ''),
  }
  return { ...read, expected, mayRefuse: source.startsWith('?') }
}

function find<Of extends string>(all: readonly Of[], name: string, line: string): Of {
  const found = all.find((one) => one === name)
  if (found === undefined) throw new Error(`unknown is “${name}” in: ${line}`)
  return found
}
