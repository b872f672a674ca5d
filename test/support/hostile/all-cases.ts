import type { HostileCase } from './hostile-case.ts'
import { officeCases } from './office-cases.ts'
import { packageCases } from './package-cases.ts'
import { pageCases } from './page-cases.ts'
import { quietCases } from './quiet-cases.ts'
import { textCases } from './text-cases.ts'

export const hostileCases: readonly HostileCase[] = [
  ...textCases,
  ...pageCases,
  ...officeCases,
  ...packageCases,
  ...quietCases,
]
