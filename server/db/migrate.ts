import type { Kysely } from 'kysely'
import { Migrator, type MigrationProvider } from 'kysely/migration'
import * as first from './migrations/2026-11-22-first.ts'
import * as looseEnds from './migrations/2026-11-26-loose-ends.ts'
import * as pageWords from './migrations/2026-11-26-page-words.ts'
import * as turns from './migrations/2026-11-26-turns.ts'
import * as verdicts from './migrations/2026-11-26-verdicts.ts'
import * as views from './migrations/2026-11-26-views.ts'
import * as approval from './migrations/2026-11-27-approval.ts'
import * as checkedClaims from './migrations/2026-11-27-checked-claims.ts'
import * as passageVectors from './migrations/2026-11-27-passage-vectors.ts'
import * as rivals from './migrations/2026-11-27-rivals.ts'
import * as callers from './migrations/2026-11-28-callers.ts'
import * as requestKeys from './migrations/2026-11-28-request-keys.ts'
import * as reachOfRequest from './migrations/2026-11-29-reach-of-request.ts'
import * as webhooks from './migrations/2026-11-30-webhooks.ts'
import * as generations from './migrations/2026-11-30b-generations.ts'
import * as dataSources from './migrations/2026-11-30c-data-sources.ts'
import * as schedules from './migrations/2026-11-30d-schedules.ts'
import * as styleGuides from './migrations/2026-11-30d-style-guides.ts'
import * as templateOutlines from './migrations/2026-11-30d-template-outlines.ts'
import * as documentOutlines from './migrations/2026-11-30e-document-outlines.ts'
import * as wordingDecisions from './migrations/2026-11-30f-wording-decisions.ts'
import type { Database } from './tables.ts'

const provider: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '2026-11-22-first': first,
      '2026-11-26-loose-ends': looseEnds,
      '2026-11-26-page-words': pageWords,
      '2026-11-26-turns': turns,
      '2026-11-26-verdicts': verdicts,
      '2026-11-26-views': views,
      '2026-11-27-approval': approval,
      '2026-11-27-checked-claims': checkedClaims,
      '2026-11-27-passage-vectors': passageVectors,
      '2026-11-27-rivals': rivals,
      '2026-11-28-callers': callers,
      '2026-11-28-request-keys': requestKeys,
      '2026-11-29-reach-of-request': reachOfRequest,
      '2026-11-30-webhooks': webhooks,
      '2026-11-30b-generations': generations,
      '2026-11-30c-data-sources': dataSources,
      '2026-11-30d-schedules': schedules,
      '2026-11-30d-style-guides': styleGuides,
      '2026-11-30d-template-outlines': templateOutlines,
      '2026-11-30e-document-outlines': documentOutlines,
      '2026-11-30f-wording-decisions': wordingDecisions,
    }),
}

/** Runs the migrations that the database lacks. @throws what the failing migration threw. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('migration failed', { cause: error })
}
