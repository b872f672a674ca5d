import type { Embedder } from '../ports/embedder.ts'
import { jobKinds } from '../ports/job-queue.ts'
import { createDeliveryLane, type Deliver } from './delivery-lane.ts'
import { createEmbeddedQueue, type EmbeddedQueue, type QueueOptions } from './embedded-queue.ts'

/**
 * The queue of all jobs, and of what webhooks are to be told. Those that wait for an embedder have a lane of their own, so that a slow
 * endpoint holds up neither reading nor writing, and while it is down they rest; without an embedder
 * they stay where they are.
 */
export function createQueueLanes(
  options: QueueOptions & { readonly deliver: Deliver },
  embedder: Embedder | undefined,
): EmbeddedQueue {
  const kinds = jobKinds.filter((kind) => kind !== 'embed')
  const lanes = [createEmbeddedQueue({ ...options, kinds }), createDeliveryLane(options)]
  if (embedder) {
    const isPaused = () => embedder.getState().pauseMilliseconds > 0
    lanes.push(createEmbeddedQueue({ ...options, kinds: ['embed'], concurrency: 1, isPaused }))
  }
  return {
    wake() {
      for (const lane of lanes) lane.wake()
    },
    async start() {
      for (const lane of lanes) await lane.start()
    },
    async close(patience) {
      const ended = await Promise.all(lanes.map((lane) => lane.close(patience)))
      return ended.every(Boolean)
    },
  }
}
