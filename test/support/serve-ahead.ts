/**
 * A program: the server, whose clock is ahead by so many milliseconds. So tests see times come for which
 * a real clock would have to be waited for.
 */
const ahead = Number(process.env['CLOCK_AHEAD'] ?? 0)
const systemNow = Date.now

globalThis.Date = new Proxy(Date, {
  get(target, name) {
    return name === 'now' ? () => systemNow() + ahead : (Reflect.get(target, name) as unknown)
  },
  construct(target, given) {
    return given.length === 0 ? new target(systemNow() + ahead) : new target(...(given as [string]))
  },
})
const { runServer } = await import('../../server/main.ts')
await runServer()

export {}
