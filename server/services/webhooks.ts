import type { Transaction } from 'kysely'
import type {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  RotateSecretRequest,
  Webhook,
  WebhookWithSecret,
} from '../../shared/contract/webhooks.ts'
import { webhookEvents } from '../../shared/model/vocabulary.ts'
import type { Database } from '../db/tables.ts'
import {
  deleteWebhook as deleteStored,
  findWebhook,
  insertWebhook,
  listWebhooks as listStored,
  updateWebhook,
  type StoredWebhook,
} from '../db/webhooks.ts'
import type { Page } from '../domain/page.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { chooseWorkspace, listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { createWebhookSecret } from './sign-webhook.ts'

/** Each event of a workspace looks at all its webhooks. */
const mostWebhooks = 50

/** Newest first, of all workspaces that the call reaches. */
export async function listWebhooks(deps: Dependencies, principal: Principal, page: Page) {
  const { webhooks, total } = await listStored(deps.db, listWorkspaceIds(principal), page)
  const now = deps.clock.now()
  const presented = webhooks.map((one) => presentWebhook(one, now))
  return { webhooks: presented, total, page: page.page, page_size: page.pageSize }
}

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getWebhook(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<Webhook> {
  return presentWebhook(await getStored(deps.db, principal, id), deps.clock.now())
}

/**
 * Makes one and shows its secret, this once.
 * @throws Problem `validation_failed` for an address that can't be sent to; `wrong_state` where the
 * workspace has too many
 */
export async function createWebhook(
  deps: Dependencies,
  principal: Principal,
  request: CreateWebhookRequest,
): Promise<WebhookWithSecret> {
  const workspace = chooseWorkspace(principal)
  checkUrl(deps, request.url)
  const now = deps.clock.now()
  const stored: StoredWebhook = {
    id: deps.newId(),
    workspaceId: workspace.id,
    url: request.url,
    description: request.description,
    events: webhookEvents.filter((one) => request.events.includes(one)),
    isEnabled: request.enabled,
    secret: createWebhookSecret(),
    previous: null,
    createdAt: now,
    updatedAt: now,
  }
  return commit(deps, async (trx) => {
    const { total } = await listStored(trx, [workspace.id], { page: 1, pageSize: 1 })
    if (total >= mostWebhooks) {
      throw new Problem('wrong_state', `A workspace has ${mostWebhooks} webhooks at most.`)
    }
    await insertWebhook(trx, stored)
    return { ...presentWebhook(stored, now), secret: stored.secret }
  })
}

/** One that is enabled again is sent what waited for it. @throws Problem as createWebhook, `not_found` */
export async function changeWebhook(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: ChangeWebhookRequest,
): Promise<Webhook> {
  if (request.url !== undefined) checkUrl(deps, request.url)
  const changed = await commit(deps, async (trx) => {
    const stored = await getStored(trx, principal, id)
    const { url = stored.url, description = stored.description } = request
    const wanted = request.events ?? stored.events
    const events = webhookEvents.filter((one) => wanted.includes(one))
    const isEnabled = request.enabled ?? stored.isEnabled
    return store(trx, deps, { ...stored, url, description, events, isEnabled })
  })
  deps.queue.wake()
  return changed
}

/** With the log of its deliveries. @throws Problem `not_found` */
export async function deleteWebhook(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  await commit(deps, async (trx) => {
    const { id: found } = await getStored(trx, principal, id)
    await deleteStored(trx, found)
  })
}

/**
 * Makes a new secret and shows it, this once; the old one signs beside it until the overlap ends, and the
 * one before that no more.
 * @throws Problem `not_found`
 */
export async function rotateSecret(
  deps: Dependencies,
  principal: Principal,
  id: string,
  { overlap_seconds: overlap }: RotateSecretRequest,
): Promise<WebhookWithSecret> {
  const until = new Date(Date.parse(deps.clock.now()) + overlap * 1000).toISOString()
  const secret = createWebhookSecret()
  return commit(deps, async (trx) => {
    const stored = await getStored(trx, principal, id)
    const previous = overlap > 0 ? { secret: stored.secret, until } : null
    return { ...(await store(trx, deps, { ...stored, secret, previous })), secret }
  })
}

/** @throws Problem `not_found` */
export async function getStored(
  db: Dependencies['db'],
  principal: Principal,
  id: string,
): Promise<StoredWebhook> {
  const found = await findWebhook(db, listWorkspaceIds(principal), id)
  if (!found) throw notFound('webhook')
  return found
}

async function store(
  trx: Transaction<Database>,
  { clock }: Dependencies,
  changed: StoredWebhook,
): Promise<Webhook> {
  const updatedAt = clock.now()
  await updateWebhook(trx, { ...changed, updatedAt })
  return presentWebhook({ ...changed, updatedAt }, updatedAt)
}

function checkUrl({ webhooks }: Dependencies, url: string): void {
  const msg = webhooks.sender.findMistake(url)
  if (msg === undefined) return
  const errors = [{ loc: ['body', 'url'], msg, type: 'url_refused' }]
  throw new Problem('validation_failed', `body.url: ${msg}`, { errors })
}

function presentWebhook(stored: StoredWebhook, now: string): Webhook {
  const { previous } = stored
  return {
    webhook_id: stored.id,
    workspace_id: stored.workspaceId,
    url: stored.url,
    description: stored.description,
    events: [...stored.events],
    enabled: stored.isEnabled,
    previous_secret_until: previous && previous.until > now ? previous.until : null,
    created_at: stored.createdAt,
    updated_at: stored.updatedAt,
  }
}
