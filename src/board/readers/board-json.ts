import type { Reader } from './reader.ts'
import { isRecord } from './words.ts'

/** `board.json` as Beatboard writes it. */
export const boardJson: Reader = {
  id: 'board',
  title: 'Board',
  needs: 'title, kind, styles[] and shots[] as in board.json',
  knows: ({ data }) => (isRecord(data) && 'kind' in data && Array.isArray(data['styles']) && Array.isArray(data['shots']) ? 1 : 0),
  read: async (source) => {
    const { boardIn } = await import('../board-file.ts')
    const board = await boardIn(source)
    const beats = board.shots.reduce((sum, shot) => sum + shot.beats.length, 0)
    const count = `${beats} beats in ${board.shots.length} shots and ${board.styles.length} styles`
    return { format: 'Board', board, mapped: [count], ignored: [...source.left], warnings: [] }
  },
}
