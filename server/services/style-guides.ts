import type {
  StyleGuideDetails,
  StyleGuideRequest,
  StyleGuidesResponse,
} from '../../shared/contract/style-guides.ts'
import type { StyleGuide } from '../../shared/model/style-guide.ts'
import {
  deleteStyleGuide,
  findStyleGuide,
  listStyleGuides,
  putStyleGuide,
  type StoredStyleGuide,
} from '../db/style-guides.ts'
import { isReadableDateFormat } from '../domain/format-date.ts'
import type { Page } from '../domain/page.ts'
import { listCircularTerms } from '../domain/style/read-instructions.ts'
import { commit, settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

/** @throws Problem `style_guide_invalid` */
export async function createStyleGuide(
  deps: Dependencies,
  workspaceId: string,
  request: StyleGuideRequest,
): Promise<StyleGuideDetails> {
  const now = deps.clock.now()
  const made: StoredStyleGuide = {
    id: deps.newId(),
    workspaceId,
    name: request.style_guide_name,
    version: 1,
    guide: readGuide(request),
    createdAt: now,
    updatedAt: now,
  }
  return commit(deps, async (trx) => {
    await putStyleGuide(trx, made)
    return toDetails(made)
  })
}

/** What runs have pinned stays as it was. @throws Problem `not_found`, `style_guide_invalid` */
export async function replaceStyleGuide(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: StyleGuideRequest,
): Promise<StyleGuideDetails> {
  return commit(deps, async (trx) => {
    const before = await findStyleGuide(trx, listWorkspaceIds(principal), id)
    if (!before) throw notFound('style guide')
    const changed: StoredStyleGuide = {
      ...before,
      name: request.style_guide_name,
      version: before.version + 1,
      guide: readGuide(request),
      updatedAt: deps.clock.now(),
    }
    await putStyleGuide(trx, changed)
    return toDetails(changed)
  })
}

/** @throws Problem `not_found` */
export async function getStyleGuide(
  { db }: Dependencies,
  principal: Principal,
  id: string,
): Promise<StyleGuideDetails> {
  const found = await findStyleGuide(db, listWorkspaceIds(principal), id)
  if (!found) throw notFound('style guide')
  return toDetails(found)
}

export async function listStyleGuidePage(
  { db }: Dependencies,
  principal: Principal,
  page: Page,
): Promise<StyleGuidesResponse> {
  const { guides, total } = await listStyleGuides(db, listWorkspaceIds(principal), page)
  const { page: number, pageSize } = page
  return { style_guides: guides.map(toDetails), total, page: number, page_size: pageSize }
}

/** Documents that were written by it stay. @throws Problem `not_found` */
export async function removeStyleGuide(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const found = await findStyleGuide(trx, listWorkspaceIds(principal), id)
    if (!found) throw notFound('style guide')
    await deleteStyleGuide(trx, id)
    await settle(deps, trx, undefined)
  })
}

function readGuide({ terms, number_format, date_format }: StyleGuideRequest): StyleGuide {
  const circular = listCircularTerms({ terms })
  const isDateBad = date_format !== null && !isReadableDateFormat(date_format)
  const errors = [
    ...circular.map((word) => invalid('terms', `"${word}" is preferred and forbidden at once`)),
    ...(isDateBad ? [invalid('date_format', dateAdvice(date_format))] : []),
  ]
  if (errors.length > 0) {
    const detail = `${errors.map(({ msg }) => msg).join('; ')}.`
    throw new Problem('style_guide_invalid', detail, { errors })
  }
  return {
    terms,
    thousandsSeparator: number_format.thousands_separator,
    dateFormat: date_format,
  }
}

function invalid(field: string, msg: string) {
  return { loc: ['body', field], msg, type: 'style_guide_invalid' }
}

function dateAdvice(format: string): string {
  return (
    `dates written as "${format}" can't be read again for certain; "d MMMM yyyy", "dd-MMM-yyyy", ` +
    '"MMMM d, yyyy" and "yyyy-MM-dd" can'
  )
}

function toDetails(stored: StoredStyleGuide): StyleGuideDetails {
  const { terms, thousandsSeparator, dateFormat } = stored.guide
  return {
    style_guide_id: stored.id,
    style_guide_name: stored.name,
    workspace_id: stored.workspaceId,
    version: stored.version,
    terms: terms.map(({ preferred, forbidden }) => ({ preferred, forbidden: [...forbidden] })),
    number_format: { thousands_separator: thousandsSeparator },
    date_format: dateFormat,
    created_at: stored.createdAt,
    updated_at: stored.updatedAt,
  }
}
