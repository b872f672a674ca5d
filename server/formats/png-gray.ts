import type { DecodedPng } from 'fast-png'

/** A byte a pixel from black to white, as the image looks on white paper. */
export function toGray(png: DecodedPng): Uint8Array {
  const { width, height } = png
  const colorOf = createColorOf(png)
  const gray = new Uint8Array(width * height)
  for (let at = 0; at < gray.length; at++) gray[at] = colorOf(at)
  return gray
}

/** How bright a pixel is, by its index. */
function createColorOf(png: DecodedPng): (pixel: number) => number {
  const { data, depth, channels, palette, width } = png
  const most = 2 ** depth - 1
  if (depth < 8) {
    const rowBytes = Math.ceil((width * depth) / 8)
    const levels = palette?.map((color) => brightness(color)) ?? []
    return (pixel) => {
      const x = pixel % width
      const byte = data[Math.floor(pixel / width) * rowBytes + Math.floor((x * depth) / 8)]!
      const value = (byte >> (8 - depth - ((x * depth) % 8))) & most
      return palette ? (levels[value] ?? 255) : (value / most) * 255
    }
  }
  if (palette) {
    const levels = palette.map((color) => brightness(color))
    return (pixel) => levels[data[pixel]!] ?? 255
  }
  return (pixel) => {
    const values = Array.from(data.subarray(pixel * channels, (pixel + 1) * channels))
    return brightness(values.map((value) => (value / most) * 255))
  }
}

/** Of one, two, three or four values from 0 to 255: gray or red, green and blue, and how opaque. */
function brightness(values: readonly number[]): number {
  const [first = 0, second = 255, third = 0, fourth = 255] = values
  const isGray = values.length < 3
  const opacity = (isGray ? second : fourth) / 255
  const level = isGray ? first : 0.299 * first + 0.587 * second + 0.114 * third
  return level * opacity + 255 * (1 - opacity)
}
