export const noPassword = 'has a name or password in it; set SOURCEWRIGHT_EMBEDDER_KEY instead'

export function hasNoPassword(url: string): boolean {
  const { username, password } = new URL(url)
  return username === '' && password === ''
}

export const notSafe = 'is not https: whoever changed the keys on their way could sign anything'

/** Keys that come over plain http can be trusted from this machine alone. */
export function isSafeToAsk(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

export function splitOrigins(text: string): string[] {
  return text.split(/[\s,]+/).filter((origin) => origin !== '')
}

export function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
}
