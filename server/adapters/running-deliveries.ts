const maximumRunning = 16
const maximumRunningOfOne = 2
/** Of webhooks whose last attempt failed, all together: however many hang, the others have room. */
const maximumRunningOfFailing = 8

/** The attempts that run, and which webhooks may have no further one now. */
export function createRunning() {
  const ofWebhook = new Map<string, number>()
  const failing = new Set<string>()
  const attempts = new Set<Promise<void>>()
  const countOf = (webhookId: string) => ofWebhook.get(webhookId) ?? 0
  const settle = (webhookId: string, wasTaken: boolean) => {
    const left = countOf(webhookId) - 1
    if (left > 0) ofWebhook.set(webhookId, left)
    else ofWebhook.delete(webhookId)
    if (wasTaken) failing.delete(webhookId)
    else failing.add(webhookId)
  }
  return {
    hasRoom: () => attempts.size < maximumRunning,
    listFull(): readonly string[] {
      const busy = [...ofWebhook].filter(([, count]) => count >= maximumRunningOfOne)
      const full = busy.map(([webhookId]) => webhookId)
      const runningOfFailing = [...failing].reduce((sum, one) => sum + countOf(one), 0)
      if (runningOfFailing < maximumRunningOfFailing) return full
      return [...new Set([...full, ...failing])]
    },
    /** `attempt` never rejects; it says whether the receiver took what was sent. */
    add(webhookId: string, attempt: Promise<boolean>, onEnd: () => void): void {
      ofWebhook.set(webhookId, countOf(webhookId) + 1)
      const ended = attempt.then((wasTaken) => {
        attempts.delete(ended)
        settle(webhookId, wasTaken)
        onEnd()
      })
      attempts.add(ended)
    },
    async whenIdle(): Promise<void> {
      await Promise.all(attempts)
    },
  }
}
