/** What a connection string says of a database. */
export type PostgresAddress = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly encryption: (typeof encryptions)[keyof typeof encryptions]
}

/**
 * Reads `postgresql://user:password@host:port/database?sslmode=…`.
 * @returns what is wrong with it, where it is none; no other parameter is taken, since there are ones
 * that name files, another host, or no bounds
 */
export function readPostgresAddress(text: string): PostgresAddress | { readonly mistake: string } {
  try {
    return read(new URL(text))
  } catch {
    return { mistake: 'is no address of a PostgreSQL database' }
  }
}

const encryptions = {
  disable: 'none',
  'no-verify': 'unverified',
  prefer: 'verified',
  require: 'verified',
  'verify-ca': 'verified',
  'verify-full': 'verified',
} as const

function read(url: URL): PostgresAddress | { readonly mistake: string } {
  if (!/^postgres(ql)?:$/.test(url.protocol)) return { mistake: 'is no address of PostgreSQL' }
  const [other] = [...url.searchParams.keys()].filter((name) => name !== 'sslmode')
  if (other !== undefined) return { mistake: `takes no parameter "${other}", only sslmode` }
  const mode = url.searchParams.get('sslmode') ?? 'disable'
  if (!isMode(mode)) {
    return { mistake: `has an unknown sslmode; known are ${Object.keys(encryptions).join(', ')}` }
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!/^[\w.:-]+$/.test(host)) return { mistake: 'names no single host' }
  const user = decodeURIComponent(url.username)
  if (user === '') return { mistake: 'names no user' }
  return {
    host,
    port: Number(url.port) || 5432,
    user,
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    encryption: encryptions[mode],
  }
}

function isMode(mode: string): mode is keyof typeof encryptions {
  return Object.hasOwn(encryptions, mode)
}
