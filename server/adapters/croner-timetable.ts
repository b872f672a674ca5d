import { Cron } from 'croner'
import type { Timetable } from '../ports/timetable.ts'

/** Five fields: minute, hour, day, month, weekday. */
export const cronerTimetable: Timetable = {
  findMistake(cron, timeZone) {
    if (!isTimeZone(timeZone)) {
      return { field: 'time_zone', reason: `"${timeZone}" is no time zone, as "Europe/Berlin" is` }
    }
    try {
      if (open(cron, timeZone).nextRun()) return undefined
      return { field: 'cron', reason: `"${cron}" is never due` }
    } catch {
      const form = 'five fields are expected: minute, hour, day, month, weekday'
      return { field: 'cron', reason: `"${cron}" is no cron expression; ${form}` }
    }
  },
  listTimes: (cron, timeZone, after, count) =>
    open(cron, timeZone)
      .nextRuns(count, new Date(after))
      .map((time) => time.toISOString()),
}

function open(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, mode: '5-part', paused: true })
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
