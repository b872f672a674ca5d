import { escapeHtml, writePage } from '../html-page.ts'
import type { Call, DescribedApi } from './described-api.ts'
import { filterScript } from './filter-script.ts'
import { referenceStyle } from './style.ts'
import { eventsTitle, writeEventEntries, writeEvents } from './write-events.ts'
import { writeInline, writeParagraphs } from './write-inline.ts'
import {
  breakable,
  commonHeaders,
  writeCode,
  writeMethod,
  writeOperation,
  writeParameter,
} from './write-operation.ts'

type Group = {
  readonly name: string
  readonly description: string
  readonly calls: readonly Call[]
}

/** The OpenAPI document as a page to read, which is whole without its script. */
export function writeReference(api: DescribedApi): string {
  const groups = listGroups(api)
  const title = `${api.info.title} ${api.info.version}`
  const body = `<a class="skip" href="#content">To the content</a>
<nav aria-label="Contents">${writeContents([...groups.map(toContents), toEvents(api)])}</nav>
<main id="content">
<h1>${escapeHtml(title)}</h1>
${writeIntroduction(api)}
${writeHeaders(groups)}
${groups.map(writeGroup).join('\n')}
${writeEvents(api.webhooks)}
</main>
<script>${filterScript}</script>`
  return writePage({ title: 'API', body, style: referenceStyle })
}

function listGroups({ tags, paths }: DescribedApi): readonly Group[] {
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
  return tags
    .map(({ name, description }) => ({
      name,
      description,
      calls: calls
        .filter(({ operation }) => operation.tags.includes(name))
        .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    }))
    .filter(({ calls: own }) => own.length > 0)
}

function writeIntroduction({ info }: DescribedApi): string {
  const first = `URL=http://localhost:3000   # where the server is
KEY=swk_live_…              # a key
curl -H "X-API-Key: $KEY" $URL/api/v1/whoami`
  return `${writeParagraphs(info.description ?? '')}
<p>For programs, the same is at <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1); what each problem code
means, at <a href="/errors">/errors</a>. The examples below are made from the schemas, and begin with</p>
${writeCode(first)}`
}

function writeHeaders(groups: readonly Group[]): string {
  const all = groups.flatMap(({ calls }) =>
    calls.flatMap(({ operation }) => operation.parameters ?? []),
  )
  const found = commonHeaders.map((wanted) => all.find(({ name }) => name === wanted))
  const items = found.flatMap((one) => (one ? [writeParameter(one)] : []))
  return `<section id="headers"><h2>Headers of all calls</h2><ul class="fields">${items.join('')}</ul></section>`
}

type Contents = { readonly name: string; readonly entries: readonly string[] }

function toContents({ name, calls }: Group): Contents {
  return { name, entries: calls.map(writeEntry) }
}

function toEvents({ webhooks }: DescribedApi): Contents {
  return { name: eventsTitle, entries: writeEventEntries(webhooks) }
}

function writeContents(contents: readonly Contents[]): string {
  const items = contents.map(
    ({
      name,
      entries,
    }) => `<li><details><summary>${escapeHtml(name)} <small>${entries.length}</small></summary>
<ul>${entries.join('')}</ul></details></li>`,
  )
  return `<p class="title">Sourcewright API</p>
<form role="search" hidden><label for="filter">Filter calls</label>
<input id="filter" type="search" autocomplete="off" spellcheck="false"><p role="status"></p></form>
<ul>${items.join('\n')}</ul>`
}

function writeEntry({ method, path, operation }: Call): string {
  return `<li><a href="#${escapeHtml(operation.operationId)}">${writeMethod(method)} ${breakable(path)}</a></li>`
}

function writeGroup({ name, description, calls }: Group): string {
  const id = nameGroup(name)
  return `<section id="${id}"><h2><a href="#${id}">${escapeHtml(name)}</a></h2>
<p>${writeInline(description)}</p>
${calls.map(writeOperation).join('\n')}</section>`
}

function nameGroup(name: string): string {
  return `about-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`
}
