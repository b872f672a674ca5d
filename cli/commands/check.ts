import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckFilter } from '../../client/check-calls.ts'
import type { Client } from '../../client/create-client.ts'
import type { CheckedSentence, CheckResponse, StaleWords } from '../../shared/contract/checks.ts'
import { claimStates } from '../../shared/model/vocabulary.ts'
import { choices, type Command } from '../command.ts'
import { getDocumentId } from '../find-document.ts'
import { followPages } from '../list-pages.ts'
import type { Terminal } from '../terminal.ts'

const problems = ['partly_supported', 'contradicted', 'no_source_found'] as const

export const check: Command = {
  name: 'check',
  summary: 'holds every sentence of a document against the sources',
  operands: '<document>',
  count: [1, 1],
  options: {
    state: {
      type: 'string',
      multiple: true,
      value: 'state',
      meaning: `which sentences to list; default: ${problems.join(', ')} but for approved wordings`,
    },
    'fail-on': {
      type: 'string',
      multiple: true,
      value: 'state',
      meaning: 'exit with 1 where a sentence has this state, or nothing is checked',
    },
    'allow-approved': {
      type: 'boolean',
      meaning: 'let --fail-on pass sentences of which a person approved the template’s wording',
    },
    'no-start': { type: 'boolean', meaning: 'show the latest check, and start none' },
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const asked = choices(options, 'state', claimStates)
    const states = asked.length > 0 ? asked : problems
    const failing = choices(options, 'fail-on', claimStates)
    const client = await connect()
    const id = await getDocumentId(client, named, ['generated', 'local'], signal)
    if (!options['no-start']) await checkAnew(client, id, terminal, signal)
    const wanted = { state: [...states], ...(asked.length === 0 && withoutApproved) }
    const whole = await collect(client, id, wanted, signal)
    const isStaleShown = asked.length === 0 && whole.stale > 0
    const stale = isStaleShown ? await collect(client, id, { only: 'stale' }, signal) : undefined
    const isUnchecked = whole.check?.version !== whole.version
    if (failing.length > 0 && isUnchecked) {
      terminal.tell('This version is not checked yet, so that nothing can be said of it.')
    }
    const counted = options['allow-approved'] ? countOpen(whole) : whole.counts
    const isFailing = failing.some((state) => isUnchecked || (counted[state] ?? 0) > 0)
    return {
      json: whole,
      lines: describe(whole, stale?.sentences ?? []),
      exitCode: isFailing ? 1 : 0,
    }
  },
}

/** They are no problem any more. */
const withoutApproved = { approved_wording: 'without' } as const

/** Approved wordings are partly supported, and stay so where they are not allowed. */
function countOpen({ counts, approved_wording: approved }: CheckResponse): CheckResponse['counts'] {
  return { ...counts, partly_supported: (counts.partly_supported ?? 0) - approved }
}

async function checkAnew(client: Client, id: string, terminal: Terminal, signal: AbortSignal) {
  const started = await client.startCheck(id, signal)
  terminal.progress('Checking…')
  for (;;) {
    const { check: done, running } = await client.getCheck(id, { page_size: 1 }, signal)
    // one that began later says as much
    if (done && done.created_at >= started.created_at) return
    if (!running) {
      throw new Error('The check ended without a result; try again.')
    }
    await sleep(200, undefined, { signal })
  }
}

/** All pages as one. */
async function collect(
  client: Client,
  id: string,
  wanted: CheckFilter,
  signal: AbortSignal,
): Promise<CheckResponse> {
  const read = (page: number) => client.getCheck(id, { ...wanted, page, page_size: 100 }, signal)
  const first = await read(1)
  const sentences = await followPages(
    first.sentences,
    first.matching,
    async (page) => (await read(page)).sentences,
  )
  return { ...first, sentences }
}

/** `stale`: what newer sources changed, of any state; what is a problem already is listed once. */
function describe(whole: CheckResponse, stale: readonly CheckedSentence[]) {
  const {
    check: done,
    counts,
    total,
    sentences,
    stale: changed,
    approved_wording: approved,
  } = whole
  const listed = new Set(sentences.map(({ sentence_id: id }) => id))
  const shown = claimStates.filter((state) => (counts[state] ?? 0) > 0)
  return [
    done ? `Version ${done.version}, ${total} sentences and cells:` : 'Not checked yet.',
    ...shown.map((state) => `  ${String(counts[state]).padStart(6)}  ${state}`),
    ...(approved > 0
      ? [`  ${String(approved).padStart(6)}  of the partly supported in an approved wording`]
      : []),
    ...(changed > 0 ? [`  ${String(changed).padStart(6)}  with a newer source`] : []),
    ...sentences.flatMap(describeSentence),
    ...stale.filter(({ sentence_id: id }) => !listed.has(id)).flatMap(describeSentence),
  ]
}

function describeSentence({ state, section_id: section, text, reason, stale }: CheckedSentence) {
  const newer = stale.map(describeStale)
  return ['', `${state}: ${section}`, `  ${text}`, `  ${reason.text}`, ...newer]
}

function describeStale({ document_source_name: name, ...words }: StaleWords): string {
  const version = `  Version ${words.new_version} of ${name}`
  return words.state === 'gone'
    ? `${version} does not have “${words.old}” any more.`
    : `${version} has “${words.new}” in place of “${words.old}”.`
}
