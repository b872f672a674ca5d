import { expect, test } from 'vitest'
import { nameWorkspaces } from '../../../addin/state/workspace-words.ts'

test('workspaces of one name are told apart by their ids, others have their names alone', () => {
  const workspace = (id: string, name: string) => ({
    workspace_id: `${id}-0000-4000-8000-000000000000`,
    workspace_name: name,
  })
  const all = [workspace('11111111', 'A'), workspace('22222222', 'B'), workspace('33333333', 'A')]
  expect(nameWorkspaces(all)).toEqual(['A (11111111…)', 'B', 'A (33333333…)'])
})
