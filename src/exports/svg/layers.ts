import { optimize } from 'svgo'
import type { Size } from '../../board/picture.ts'
import { xmlText } from '../xml.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Shape extends Box {
  readonly d: string
  readonly fill: string
  readonly transform: string
}

interface Layer {
  readonly fill: string
  readonly shapes: Shape[]
}

/** A traced drawing, ready to be written. */
export interface Drawing {
  readonly svg: string
  readonly paths: number
  readonly colours: number
}

/** The tracer's flat list of paths as layers by colour, optimised to a tenth of a pixel, with a view box. `title` is plain text. */
export function layered(traced: string, size: Size, title: string): Drawing {
  const shapes = shapesIn(traced)
  const layers = layersOf(shapes)
  const groups = layers.map(({ fill, shapes: inside }, index) => {
    const paths = inside.map(({ d, transform }) => `<path d="${d}"${transform === '' ? '' : ` transform="${transform}"`}/>`)
    return `<g id="layer-${index + 1}" fill="${fill}">${paths.join('')}</g>`
  })
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">`
  const whole = `${head}<title>${xmlText(title)}</title>${groups.join('')}</svg>`
  const { data } = optimize(whole, {
    floatPrecision: 1,
    plugins: ['convertColors', 'convertTransform', { name: 'convertPathData', params: { floatPrecision: 1, applyTransforms: true } }],
  })
  return { svg: data, paths: shapes.length, colours: new Set(shapes.map((shape) => shape.fill)).size }
}

/** The paths of what the tracer wrote; it writes absolute `M`, `L`, `C` and `Z` and moves each by a `translate`. */
function shapesIn(traced: string): Shape[] {
  return [...traced.matchAll(/<path ([^>]*)\/?>/g)].flatMap(([, attributes = '']) => {
    const [d, fill, transform] = ['d', 'fill', 'transform'].map((name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
    return d === undefined || fill === undefined || d === '' ? [] : [{ d, fill, transform: transform ?? '', ...boxOf(d, transform ?? '') }]
  })
}

/** Curves stay inside the box of their control points. */
function boxOf(d: string, transform: string): Box {
  const [dx = 0, dy = 0] = (/translate\(([^)]*)\)/.exec(transform)?.[1] ?? '').split(/[\s,]+/).map(Number)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const numbers = d.match(/-?\d+(?:\.\d+)?/g) ?? []
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [x, y] = [Number(numbers[index]) + dx, Number(numbers[index + 1]) + dy]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}

/** Shapes gathered by colour; a shape goes back to an earlier layer only past layers it does not touch, so that nothing changes to the eye. */
function layersOf(shapes: readonly Shape[]): readonly Layer[] {
  const layers: Layer[] = []
  for (const shape of shapes) {
    let home: Layer | undefined
    for (let index = layers.length - 1; index >= 0 && home === undefined; index--) {
      const layer = layers[index]
      if (layer === undefined || (layer.fill !== shape.fill && layer.shapes.some((other) => touch(shape, other)))) break
      if (layer.fill === shape.fill) home = layer
    }
    if (home === undefined) layers.push({ fill: shape.fill, shapes: [shape] })
    else home.shapes.push(shape)
  }
  return layers
}

function touch(one: Box, other: Box): boolean {
  return one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom
}
