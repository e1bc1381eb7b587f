import { type ReactNode } from 'react'
import { Segmented } from '../pieces/segmented.tsx'
import { standing } from '../shell/standing.ts'
import type { WallProps } from './wall.tsx'
import type { WallSize } from './wall-layout.ts'
import type { Show } from './wall-rows.ts'

const sizeNames: Readonly<Record<WallSize, string>> = { list: 'List', s: 'S', m: 'M', l: 'L' }

/** What of the wall is shown, and how big. */
export function WallFilters(props: WallProps & { readonly beats: number }): ReactNode {
  const { snapshot, live, show, onShow, size, onSize, follow, onFollow, beats } = props
  const { working, failed } = standing(snapshot, live)
  const choices: readonly { value: Show; label: string }[] = [
    { value: 'all', label: `All ${beats}` },
    { value: 'working', label: `Working ${working}` },
    { value: 'failed', label: `Failed ${failed}` },
  ]
  return (
    <div className="wf">
      <Segmented label="Show" value={show} choices={choices} onChange={onShow} />
      <div className="wf2">
        <label className="st8">
          <input type="checkbox" checked={follow} onChange={(event) => onFollow(event.target.checked)} />
          Follow the run
        </label>
        <label className="st8 sz">
          Size
          <select value={size} onChange={(event) => onSize(event.target.value as WallSize)}>
            {Object.entries(sizeNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  )
}
