const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...alphabet].map((character, value) => [character.charCodeAt(0), value]))

/** RFC 4648 §4, with or without padding; blanks between are passed over. Undefined for what is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\t\n\r ]+/g, '')
  const digits = compact.replace(/={1,2}$/, '')
  const isPadded = digits.length < compact.length
  if (digits.length % 4 === 1 || (isPadded && compact.length % 4 !== 0)) return undefined
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < digits.length; index += 1) {
    const value = values.get(digits.charCodeAt(index))
    if (value === undefined) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  return bytes
}
