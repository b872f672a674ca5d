import { writeScript } from './raised-text.ts'

export type Script = 'raised' | 'lowered' | undefined

/** Words of a paragraph as they come, run by run. */
export type ScriptWords = {
  readonly parts: string[]
  length: number
  /** Raised or lowered text that is not yet in `parts`: what follows tells how it is written. */
  script: { text: string; readonly isRaised: boolean } | undefined
}

export function addScriptWords(state: ScriptWords, words: string, script: Script): void {
  const isRaised = script === 'raised'
  if (script && state.script?.isRaised === isRaised) {
    state.script.text += words
    return
  }
  closeScript(state, words)
  if (script) state.script = { text: words, isRaised }
  else pushWords(state, words)
}

/** Writes raised text that waits; `after` is what follows it on the line. */
export function closeScript(state: ScriptWords, after: string): void {
  if (!state.script) return
  const before = state.parts.slice(-scriptContext).join('')
  pushWords(state, writeScript({ ...state.script, isTouching: true, before, after }))
  state.script = undefined
}

/** Runs in front of raised text that tell what it means: Word cuts them anywhere. */
const scriptContext = 6

function pushWords(state: ScriptWords, words: string): void {
  state.parts.push(words)
  state.length += words.length
}
