import type { RouteName } from './permissions.ts'

type RouteGroup = {
  /** The tag of its operations. */
  readonly name: string
  readonly description: string
  /** The paths that it holds; a path belongs to the first group that has it. */
  readonly paths: RegExp
}

/** Every call's group by its path, in the order in which they are read. */
export const routeGroups = [
  {
    name: 'Who calls',
    description: 'Who a key or token stands for, and what it may.',
    paths: /^\/api\/v1\/(whoami|sign-in)$/,
  },
  {
    name: 'Generating documents',
    description:
      'From sources and a template to a Word document whose every sentence is tied to its source: accepted at once, made step by step, and never lost in a crash.',
    paths:
      /^\/api\/v1\/(mrt-outlines|document-mrt|documents\/(generate|status|\{id\}\/(cancel|retry|sections)))\b/,
  },
  {
    name: 'Checks',
    description:
      'What the sources say of each sentence and cell, what newer versions change, and where sources disagree.',
    paths:
      /\/(checks|inconsistencies|conflicts|updates|unused|used-by)\b|^\/api\/v1\/verify-claim$/,
  },
  {
    name: 'Documents and sources',
    description:
      'Files that are evidence, and the documents made from them. Both share one id space; `kind` tells them apart.',
    paths: /^\/api\/v1\/documents\b/,
  },
  {
    name: 'Sources of a text',
    description: 'The exact words that a section or selected text of a document came from.',
    paths: /\/get-(sections-for-document|sources-for-selected-text)$/,
  },
  {
    name: 'Search',
    description: 'Passages of the sources, found by words and, with an embedder, by meaning.',
    paths: /^\/api\/v1\/(search|embedder|chunks)\b/,
  },
  {
    name: 'Conversations',
    description: 'Questions about sources, answered in their own words, each statement cited.',
    paths: /^\/api\/v1\/conversations\b/,
  },
  {
    name: 'Templates and style guides',
    description: 'What a document is to contain, and the words and formats of the house.',
    paths: /^\/api\/v1\/(templates|style-guides)\b/,
  },
  {
    name: 'Tasks',
    description: 'Runs by their number, their steps, and the document of each step.',
    paths: /^\/(tasks|files)\b/,
  },
  {
    name: 'Generations',
    description: 'Files to give away, made from a template and data; they carry no ledger.',
    paths: /^\/v1\/generations\b/,
  },
  {
    name: 'Data sources',
    description: 'Where the records of generations come from; read anew each time.',
    paths: /^\/v1\/data-sources\b/,
  },
  {
    name: 'Schedules',
    description: 'Generations that repeat, by a time or by events.',
    paths: /^\/v1\/schedules\b/,
  },
  {
    name: 'Webhooks',
    description: 'Addresses that are told of what happens, and the log of what was sent to them.',
    paths: /^\/v1\/webhook/,
  },
  {
    name: 'Workspaces and users',
    description: 'Who belongs to the organization, and who sees which document set.',
    paths: /^\/api\/v1\/(document-sets|users)\b/,
  },
  {
    name: 'Keys and requests',
    description: 'API keys for people and programs, and the log of what was called.',
    paths: /^\/v1\/(api-keys|requests)\b/,
  },
  {
    name: 'Stored files',
    description: 'Bytes by their key, and links to them that need no key.',
    paths: /^\/api\/v1\/(files|proxy|downloads)\b|\/generate-presigned-url$/,
  },
  {
    name: 'The server',
    description: 'Its health and measures, this page, and what its problem codes mean.',
    paths: /^\/(health|metrics|openapi\.json|docs|errors)\b/,
  },
] as const satisfies readonly RouteGroup[]

/** @throws Error where the path of the route is in no group. */
export function findRouteGroup(name: RouteName): RouteGroup {
  const path = name.slice(name.indexOf(' ') + 1)
  const group = routeGroups.find(({ paths }) => paths.test(path))
  if (!group) throw new Error(`${name} is in no group of server/routes/route-groups.ts`)
  return group
}
