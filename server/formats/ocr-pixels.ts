import type { Picture } from './pdf-picture.ts'

/** A picture of `width` by `height`, each pixel the mean of those that it stands for. */
export function resizePicture(picture: Picture, width: number, height: number): Picture {
  const pixels = new Uint8Array(width * height)
  const stepX = picture.width / width
  const stepY = picture.height / height
  for (let y = 0; y < height; y++) {
    const top = Math.floor(y * stepY)
    const bottom = Math.max(top + 1, Math.floor((y + 1) * stepY))
    for (let x = 0; x < width; x++) {
      const left = Math.floor(x * stepX)
      const right = Math.max(left + 1, Math.floor((x + 1) * stepX))
      pixels[y * width + x] = meanOf(picture, left, top, right, bottom)
    }
  }
  return { width, height, pixels }
}

function meanOf(
  { width, pixels }: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += pixels[y * width + x]!
  }
  return sum / ((right - left) * (bottom - top))
}

/** A corner of a rectangle in a picture, and how far one pixel to the right and down leads from there. */
export type Slant = {
  readonly x: number
  readonly y: number
  readonly rightX: number
  readonly rightY: number
  readonly downX: number
  readonly downY: number
}

/** A piece of a picture, turned upright; what lies beside the picture is white. */
export function cutOut(picture: Picture, slant: Slant, width: number, height: number): Picture {
  const pixels = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = slant.x + (column + 0.5) * slant.rightX + (row + 0.5) * slant.downX - 0.5
      const y = slant.y + (column + 0.5) * slant.rightY + (row + 0.5) * slant.downY - 0.5
      pixels[row * width + column] = Math.round(sample(picture, x, y))
    }
  }
  return { width, height, pixels }
}

const white = 255

/** Between the four pixels around a place. */
function sample({ width, height, pixels }: Picture, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return white
  const at = top * width + left
  const partX = x - left
  const partY = y - top
  const above = pixels[at]! * (1 - partX) + pixels[at + 1]! * partX
  const below = pixels[at + width]! * (1 - partX) + pixels[at + width + 1]! * partX
  return above * (1 - partY) + below * partY
}

/** The piece upside down. */
export function turnAround({ width, height, pixels }: Picture): Picture {
  return { width, height, pixels: pixels.toReversed() }
}
