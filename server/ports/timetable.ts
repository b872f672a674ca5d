/** Reads cron expressions in the time of a place. */
export interface Timetable {
  /** What is wrong with the expression or the time zone (IANA), and with which of the two. */
  findMistake(cron: string, timeZone: string): TimetableMistake | undefined
  /** The times behind `after`, ISO 8601 UTC, as many as asked for or as there are. */
  listTimes(cron: string, timeZone: string, after: string, count: number): string[]
}

type TimetableMistake = { readonly field: 'cron' | 'time_zone'; readonly reason: string }
