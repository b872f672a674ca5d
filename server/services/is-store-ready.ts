import { hasOrganization } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'

export async function isStoreReady({ db }: Pick<Dependencies, 'db'>): Promise<boolean> {
  return hasOrganization(db).catch(() => false)
}
