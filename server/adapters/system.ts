import { randomUUID } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'
import type { NewId } from '../ports/new-id.ts'

export const systemClock: Clock = { now: () => new Date().toISOString() }

export const newRandomId: NewId = () => randomUUID()
