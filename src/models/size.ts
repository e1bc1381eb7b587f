import type { Size } from '../board/picture.ts'
import type { Sizing } from './image-model.ts'

/** What a model is told instead of the wanted size. `ratio` is set where it takes ratios; `warning` when the shape or the pixels differ. */
export interface SentSize {
  readonly size: Size
  readonly ratio?: string
  readonly warning?: string
}

type ByPixels = Extract<Sizing, { by: 'pixels' }>

/** Maps wanted pixels to what the model takes: rounded pixels within its bounds, the nearest ratio, or the nearest size of its list. */
export function imageSizeFor(sizing: Sizing, size: Size): SentSize {
  switch (sizing.by) {
    case 'pixels': {
      return told(size, roundedTo(sizing, size))
    }
    case 'list': {
      const nearest = nearestBy(sizing.sizes, (other) => distance(size, other) * 10 + area(size, other)) ?? size
      return told(size, nearest)
    }
    case 'ratio': {
      const ratio = nearestBy(sizing.ratios, (other) => distance(size, sizeOf(other))) ?? `${size.width}:${size.height}`
      const far = distance(size, sizeOf(ratio)) > 0.03
      return { size, ratio, ...(far && { warning: `Size ${words(size)} is sent as the nearest ratio, ${ratio}.` }) }
    }
  }
}

function told(wanted: Size, size: Size): SentSize {
  if (wanted.width === size.width && wanted.height === size.height) return { size }
  return { size, warning: `Size ${words(wanted)} is sent as the nearest possible, ${words(size)}.` }
}

/** `1024x768` */
export function words(size: Size): `${number}x${number}` {
  return `${size.width}x${size.height}`
}

function sizeOf(ratio: string): Size {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return { width, height }
}

/** How different two shapes are: 0 = the same, 0.1 = about 10 %. */
function distance(a: Size, b: Size): number {
  return Math.abs(Math.log((a.width * b.height) / (a.height * b.width)))
}

function area(a: Size, b: Size): number {
  return Math.abs(Math.log((a.width * a.height) / (b.width * b.height)))
}

function nearestBy<T>(values: readonly T[], far: (value: T) => number): T | undefined {
  return values.toSorted((a, b) => far(a) - far(b))[0]
}

/** Keeps the shape while it scales into the bounds; the bounds win where both cannot be had. */
function roundedTo(sizing: ByPixels, size: Size): Size {
  const { multipleOf, min, max, maxPixels = max * max, minPixels = 0, maxRatio = Infinity } = sizing
  const ratio = Math.min(maxRatio, Math.max(1 / maxRatio, size.width / size.height))
  const pixels = Math.min(maxPixels, Math.max(minPixels, size.width * size.height))
  const exact = { width: Math.sqrt(pixels * ratio), height: Math.sqrt(pixels / ratio) }
  const scale = Math.min(1, max / exact.width, max / exact.height)
  const step = (value: number, round: (value: number) => number): number => {
    const least = Math.ceil(min / multipleOf)
    const most = Math.floor(max / multipleOf)
    return Math.min(most, Math.max(least, round((value * scale) / multipleOf))) * multipleOf
  }
  const rounded = [Math.round, Math.floor, Math.ceil].map((round) => ({
    width: step(exact.width, round),
    height: step(exact.height, round),
  }))
  const fits = (one: Size): boolean =>
    one.width * one.height <= maxPixels &&
    one.width * one.height >= minPixels &&
    Math.max(one.width / one.height, one.height / one.width) <= maxRatio
  return rounded.find(fits) ?? rounded[1] ?? size
}
