import type { ApiKey } from '../../shared/contract/api-keys.ts'
import { listApiKeys as listStored } from '../db/api-keys.ts'
import type { Page } from '../domain/page.ts'
import { findManagedKeys, presentApiKey } from './api-key-scope.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'

/** Also those that are revoked or have expired; newest first. */
export async function listApiKeys(
  deps: Dependencies,
  principal: Principal,
  page: Page,
): Promise<{ api_keys: ApiKey[]; total: number; page: number; page_size: number }> {
  const { scope, sandboxId } = await findManagedKeys(deps, principal)
  const { keys, total } = await listStored(deps.db, scope, page)
  const now = deps.clock.now()
  return {
    api_keys: keys.map((key) => presentApiKey(key, now, sandboxId)),
    total,
    page: page.page,
    page_size: page.pageSize,
  }
}
