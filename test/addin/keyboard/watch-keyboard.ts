import type { Page } from 'playwright-core'
import type { PaneAction } from './list-actions.ts'
import { defineDescribe, watchFocus, watchUses, type Tell, type Use } from './watch-in-page.ts'

/** What was done with the keys in pages that were watched. */
export type KeyboardLog = {
  readonly uses: Use[]
  /** After which uses nothing had the focus any more. */
  readonly lost: string[]
  /** Where a pointer was used all the same. */
  readonly pointers: string[]
}

export function createKeyboardLog(): KeyboardLog {
  return { uses: [], lost: [], pointers: [] }
}

/** Writes down what is done in a page and its frames from its next opening on. */
export async function watchKeyboard(page: Page, log: KeyboardLog): Promise<void> {
  const tell: Tell = (kind, use) => {
    if (kind === 'used') log.uses.push(use)
    else log[kind === 'lost' ? 'lost' : 'pointers'].push(`${use.place}: ${use.control} ${use.name}`)
  }
  await page.exposeFunction('tellKeyboard', tell)
  for (const script of [defineDescribe, watchUses, watchFocus]) await page.addInitScript(script)
}

/**
 * The actions that nothing in the log stands for. A use stands for the action that fits it best: one of
 * its own place before one of any, one that has its name before one whose name only the pane knows. Of
 * actions that can't be told apart each needs a use of its own.
 */
export function findUnused(
  actions: readonly PaneAction[],
  { uses }: Pick<KeyboardLog, 'uses'>,
): PaneAction[] {
  const left = new Set(actions)
  for (const use of uses) {
    const fits = actions.map((action) => ({ action, fit: rateFit(action, use) }))
    const best = Math.max(...fits.map(({ fit }) => fit))
    const meant = fits.find(({ action, fit }) => fit > 0 && fit === best && left.has(action))
    if (meant) left.delete(meant.action)
  }
  return [...left]
}

/** 0 where they have nothing to do with each other. */
function rateFit({ control, place, names }: PaneAction, use: Use): number {
  const isNear = place === undefined || use.place === 'pane' || place === use.place
  const fitting = names.filter((name) => isLike(use.name, name))
  if (control !== use.control || !isNear || fitting.length === 0) return 0
  const isKnown = fitting.some((name) => /\p{L}/u.test(name))
  return 1 + (isKnown ? 2 : 0) + (place === use.place ? 1 : 0)
}

/** `*` stands for anything. */
function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.trim().replace(/[^\p{L}\p{N}\s]/gu, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name)
}
