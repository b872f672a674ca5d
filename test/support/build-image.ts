import { crc32, deflateSync } from 'node:zlib'

/** A whole PNG (ISO/IEC 15948) in two colours; `density` in pixels per metre, left out where absent. */
export function buildPng(width: number, height: number, density?: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const physical = Buffer.alloc(9)
  physical.writeUInt32BE(density ?? 0, 0)
  physical.writeUInt32BE(density ?? 0, 4)
  physical[8] = 1
  return new Uint8Array(
    Buffer.concat([
      pngSignature,
      chunk('IHDR', header),
      ...(density === undefined ? [] : [chunk('pHYs', physical)]),
      chunk('IDAT', deflateSync(paint(width, height))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** A PNG whose header claims this size, and that is well-formed but for its pixels. */
export function buildHugePng(width: number, height: number): Uint8Array {
  const png = Buffer.from(buildPng(1, 1))
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return new Uint8Array(png)
}

/** 24 × 16 pixels at 144 to the inch, as ImageMagick wrote it. */
export const smallJpeg =
  '/9j/4AAQSkZJRgABAQEAkACQAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywt' +
  'QFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
  'T09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEA' +
  'AAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAUG/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQAC' +
  'EQMRAD8AmAQGiAAf/9k='

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), data.length + 8)
  return whole
}

/** Rows of RGB without filter (§9.2), a bar on white. */
function paint(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, 0xff)
    row[0] = 0
    for (let x = 0; x < width * (y / height); x += 1) row.set([0x1f, 0x4e, 0x79], 1 + x * 3)
    return row
  })
  return Buffer.concat(rows)
}
