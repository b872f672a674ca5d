import type { Schedule } from '../../shared/contract/schedules.ts'
import { readSwitch, text, UsageError, type Command } from '../command.ts'
import { readJson } from '../files.ts'
import { getScheduleId } from '../find-document.ts'
import { generationOptions, readGenerationWish } from '../generation-wish.ts'
import { listSchedules as listOf } from '../list-pages.ts'
import { writeTable } from '../write-table.ts'
import { conclude, waitForGeneration } from './generations.ts'

const cronOption = {
  type: 'string',
  value: 'expression',
  meaning: 'minute, hour, day, month, weekday, as in "0 6 * * MON-FRI"',
} as const
const zoneOption = { type: 'string', value: 'zone', meaning: 'such as Europe/Berlin' } as const

export const listSchedules: Command = {
  name: 'schedules list',
  summary: 'lists what is generated again and again, newest first',
  operands: '',
  count: [0, 0],
  options: {},
  async run({ connect, signal }) {
    const schedules = await listOf(await connect(), signal)
    const rows = schedules.map((one) => [
      one.id,
      describeState(one),
      describeTrigger(one),
      one.next_times[0] ?? '',
      one.name,
    ])
    const lines = writeTable(['id', 'state', 'when', 'next', 'name'], rows)
    return { json: { schedules }, lines }
  },
}

export const createSchedule: Command = {
  name: 'schedules create',
  summary: 'generates again and again: by --cron, or at each event that it is told of',
  operands: '<name>',
  count: [1, 1],
  options: {
    cron: cronOption,
    'time-zone': { ...zoneOption, meaning: `${zoneOption.meaning}; default: UTC` },
    'on-event': { type: 'boolean', meaning: 'at events, whose payload is the data' },
    disabled: { type: 'boolean', meaning: 'not before it is enabled' },
    ...generationOptions,
  },
  async run(invocation) {
    const { operands, options, connect, signal } = invocation
    const cron = text(options, 'cron')
    if ((cron === undefined) === (options['on-event'] !== true)) {
      throw new UsageError('schedules create needs --cron or --on-event; one of them.')
    }
    const client = await connect()
    const zone = text(options, 'time-zone')
    const wish = {
      name: operands[0] ?? '',
      ...(cron === undefined ? { trigger: 'event' as const } : { trigger: 'cron' as const, cron }),
      ...(zone !== undefined && { time_zone: zone }),
      enabled: options['disabled'] !== true,
      generation: await readGenerationWish(client, invocation, 'schedules create'),
    }
    return describe(await client.createSchedule(wish, signal))
  },
}

export const showSchedule: Command = {
  name: 'schedules show',
  summary: 'says when it generates next, and what came of the last time; 1 where it was stopped',
  operands: '<schedule>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getScheduleId(client, named, signal)
    const found = await client.getSchedule(id, signal)
    return { ...describe(found), exitCode: found.stopped ? 1 : 0 }
  },
}

export const changeSchedule: Command = {
  name: 'schedules change',
  summary: 'changes what is given; --disable pauses it, --enable resumes it',
  operands: '<schedule>',
  count: [1, 1],
  options: {
    cron: cronOption,
    'time-zone': zoneOption,
    rename: { type: 'string', value: 'name', meaning: 'what it is called' },
    enable: { type: 'boolean', meaning: 'generates again, from the next time on' },
    disable: { type: 'boolean', meaning: 'generates nothing meanwhile' },
  },
  async run({ operands: [named = ''], options, connect, signal }) {
    const change = {
      cron: text(options, 'cron'),
      time_zone: text(options, 'time-zone'),
      name: text(options, 'rename'),
      enabled: readSwitch(options),
    }
    const client = await connect()
    const id = await getScheduleId(client, named, signal)
    return describe(await client.changeSchedule(id, change, signal))
  },
}

export const sendScheduleEvent: Command = {
  name: 'schedules event',
  summary: 'tells a schedule of an event, which makes it generate at once',
  operands: '<schedule>',
  count: [1, 1],
  options: {
    payload: { type: 'string', value: 'file', meaning: 'JSON: a record, or a list of records' },
    wait: { type: 'boolean', short: 'w', meaning: 'show progress, and end when it is over' },
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const file = text(options, 'payload')
    const payload = file === undefined ? undefined : await readJson(file)
    const client = await connect()
    const id = await getScheduleId(client, named, signal)
    const accepted = await client.sendScheduleEvent(id, payload, signal)
    if (!options['wait']) return { json: accepted, lines: [accepted.id] }
    return conclude(await waitForGeneration(client, accepted, terminal, signal))
  },
}

export const deleteSchedule: Command = {
  name: 'schedules delete',
  summary: 'deletes a schedule; what it has generated stays',
  operands: '<schedule>',
  count: [1, 1],
  options: {},
  async run({ operands: [named = ''], connect, signal }) {
    const client = await connect()
    const id = await getScheduleId(client, named, signal)
    await client.removeSchedule(id, signal)
    return { json: { id, deleted: true }, lines: [`${id} is deleted.`] }
  },
}

function describe(schedule: Schedule) {
  const { id, name, next_times: times, last_result: last, stopped } = schedule
  const lines = [`${id}  ${name}: ${describeState(schedule)}, ${describeTrigger(schedule)}`]
  if (times.length > 0) lines.push(`  next: ${times.join(', ')}`)
  if (last) {
    const outcome = last.error ? `${last.error.code}: ${last.error.message}` : (last.status ?? '')
    lines.push(`  last: ${last.fired_at}  ${last.generation_id ?? 'nothing was made'}  ${outcome}`)
  }
  if (stopped) lines.push(`  stopped: ${stopped.code}: ${stopped.message}`)
  return { json: schedule, lines }
}

function describeState({ enabled, stopped }: Schedule): string {
  if (stopped) return 'stopped'
  return enabled ? 'enabled' : 'disabled'
}

function describeTrigger({ trigger, cron, time_zone: zone }: Schedule): string {
  return trigger === 'event' ? 'at events' : `${cron} ${zone}`
}
