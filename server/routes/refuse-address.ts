import { Problem } from '../services/problem.ts'
import type { App } from './environment.ts'

/** Nothing is at the address, or it takes other methods than the one that came. */
export function refuseAddress(
  { routes }: Pick<App, 'routes'>,
  { method, path }: { readonly method: string; readonly path: string },
): Problem {
  const allowed = methods.filter((one) =>
    routes.some((route) => route.method === one && toPattern(route.path).test(path)),
  )
  if (allowed.length === 0) return new Problem('not_found', `Nothing is at ${path}.`)
  const names = allowed.join(', ')
  return new Problem('method_not_allowed', `${path} does not take ${method}; it takes ${names}.`, {
    headers: { Allow: names },
  })
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Of a route's path: ":id", ":id{pattern}" and a "*" at its end. */
function toPattern(path: string): RegExp {
  const parts = path.split(/(:\w+(?:\{[^/]*\})?|\*)/)
  const pattern = parts.map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${pattern.join('')}$`)
}
