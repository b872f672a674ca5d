import type { Client } from '../../client/create-client.ts'
import {
  conflictChoices,
  type Conflict,
  type ConflictSide,
  type ConflictsResponse,
} from '../../shared/contract/conflicts.ts'
import type { UnusedResponse } from '../../shared/contract/source-use.ts'
import type { ComparedSource, UpdateItem, UpdatesResponse } from '../../shared/contract/updates.ts'
import { choice, text, UsageError, type Command, type Invocation } from '../command.ts'
import { getDocumentId } from '../find-document.ts'
import { count } from '../follow-run.ts'
import { followPages } from '../list-pages.ts'

export const listUpdates: Command = {
  name: 'updates',
  summary: 'lists what newer versions of its sources changed of a document',
  operands: '<document>',
  count: [1, 1],
  options: {},
  async run(invocation) {
    const { client, id } = await open(invocation)
    const found = await client.listUpdates(id, invocation.signal)
    return { json: found, lines: describeUpdates(found) }
  },
}

export const listConflicts: Command = {
  name: 'conflicts',
  summary: 'lists where sources disagree about what a document says, as its last check found',
  operands: '<document>',
  count: [1, 1],
  options: {},
  async run(invocation) {
    const { client, id } = await open(invocation)
    const read = (page: number) => client.listConflicts(id, page, invocation.signal)
    const first = await read(1)
    const conflicts = await followPages(
      first.conflicts,
      first.total,
      async (page) => (await read(page)).conflicts,
    )
    const all = { ...first, conflicts, page_size: conflicts.length }
    return { json: all, lines: describeConflicts(all) }
  },
}

export const chooseInConflict: Command = {
  name: 'conflicts choose',
  summary: 'stores which source you go with where two disagree, and why',
  operands: '<document> <conflict>',
  count: [2, 2],
  options: {
    choice: {
      type: 'string',
      value: 'which',
      meaning: `${conflictChoices.join(', ')}: whose words hold`,
    },
    reason: { type: 'string', value: 'words', meaning: 'why; others read it' },
  },
  async run(invocation) {
    const { operands, options, signal } = invocation
    const chosen = choice(options, 'choice', conflictChoices)
    const reason = text(options, 'reason')?.trim()
    if (!chosen || !reason) throw new UsageError('conflicts choose needs --choice and --reason.')
    const { client, id } = await open(invocation)
    const request = { choice: chosen, reason }
    const stored = await client.chooseInConflict(id, operands[1] ?? '', request, signal)
    return { json: stored, lines: [describeChoice(stored)] }
  },
}

export const listUnused: Command = {
  name: 'unused',
  summary: 'lists tables and sections of its sources that a document uses nothing of',
  operands: '<document>',
  count: [1, 1],
  options: {},
  async run(invocation) {
    const { client, id } = await open(invocation)
    const read = (page: number) => client.listUnused(id, page, invocation.signal)
    const first = await read(1)
    const unused = await followPages(
      first.unused,
      first.total,
      async (page) => (await read(page)).unused,
    )
    const all = { ...first, unused, page_size: unused.length }
    return { json: all, lines: describeUnused(all) }
  },
}

async function open(invocation: Invocation): Promise<{ client: Client; id: string }> {
  const { operands, connect, signal } = invocation
  const client = await connect()
  const id = await getDocumentId(client, operands[0] ?? '', ['generated', 'local'], signal)
  return { client, id }
}

function describeUpdates({ version, summary, sources, updates }: UpdatesResponse) {
  const { citations, changed, gone, moved, not_compared: open } = summary
  return [
    `Version ${version}, ${count(citations, 'citation')} of sources: ${changed} changed, ${gone} gone, ${moved} moved, ${open} not compared.`,
    ...sources.filter(({ state }) => state !== 'unchanged_version').map(describeCompared),
    ...updates.flatMap(describeUpdate),
  ]
}

function describeCompared({ name, state, reason, ...versions }: ComparedSource): string {
  const { cited_version: cited, newest_version: newest } = versions
  const why = reason ? `, ${reason}` : ''
  return `  ${name}: version ${cited} is cited, the newest is ${newest} (${state}${why})`
}

function describeUpdate({ target, source, citation, ...change }: UpdateItem): readonly string[] {
  const { page, page_label: label } = citation
  const place = page === null ? source.name : `${source.name}, page ${label || page}`
  const news = change.new === null ? 'does not have these words any more' : `has “${change.new}”`
  return [
    '',
    `${change.state}: ${target.section_id}`,
    `  ${target.selector.exact}`,
    `  “${change.old}” of ${place}: version ${source.new_version} ${news}.`,
  ]
}

function describeConflicts({ check, claims, compared, conflicts }: ConflictsResponse) {
  if (!check) return ['Not checked yet: a check compares the sources.']
  return [
    `${count(conflicts.length, 'conflict')}; ${compared} of ${claims} sentences and cells were compared with other sources.`,
    ...conflicts.flatMap(describeConflict),
  ]
}

function describeConflict(conflict: Conflict): readonly string[] {
  const { conflict_id: id, sentences, document, other, reason, choice: chosen } = conflict
  return [
    '',
    `${id}  ${sentences[0]?.section_id ?? ''}`,
    ...sentences.map((one) => `  ${one.text}`),
    `  the document’s source, ${describeSide(document)}`,
    `  the other,             ${describeSide(other)}`,
    `  ${reason.text}`,
    ...(chosen ? [`  ${describeChoice(chosen)}`] : []),
  ]
}

function describeSide({ document_source_name: name, quote, page, ...side }: ConflictSide): string {
  const parts = [name ?? 'data', ...(page === null ? [] : [`page ${side.page_label || page}`])]
  const table = side.table ? [side.table.row_path, side.table.column_path] : []
  const path = table.map((labels) => labels.join(' › ')).filter(Boolean)
  return `${[...parts, ...path].join(', ')}: “${quote}”`
}

function describeChoice(chosen: NonNullable<Conflict['choice']>): string {
  const { choice: which, reason, user_name: name, created_at: at } = chosen
  return `${name} chose ${which} on ${at.slice(0, 10)}: ${reason}`
}

function describeUnused({ tables, sections, unused }: UnusedResponse): readonly string[] {
  return [
    `Of ${count(tables.all, 'table')} ${tables.unused} and of ${count(sections.all, 'section')} ${sections.unused} are used nowhere.`,
    ...unused.map((one) => {
      const page = one.page === null ? '' : `, page ${one.page_label || one.page}`
      const title = one.title || one.excerpt.slice(0, 60).replace(/\s+/g, ' ')
      return `  ${one.kind.padEnd(7)}  ${one.document_source_name}${page}: ${title}`
    }),
  ]
}
