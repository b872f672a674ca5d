import { runServer } from '../../server/main.ts'
import { leaveWithParent } from './leave-with-parent.ts'

leaveWithParent()
await runServer()
