export interface PictureAsk {
  readonly take?: number | undefined
  /** Content: makes the address immutable. */
  readonly v?: string | undefined
  /** Width of the copy in px; the original when absent. */
  readonly width?: number | undefined
}

/** Where a picture is had: by id, never by path. */
export function pictureAddress(board: string, style: string, beat: string, { take, v, width }: PictureAsk = {}): string {
  const query = new URLSearchParams()
  if (take !== undefined) query.set('take', String(take))
  if (width !== undefined) query.set('width', String(width))
  if (v !== undefined) query.set('v', v)
  const text = query.toString()
  const path = [board, 'pictures', style, beat].map(encodeURIComponent).join('/')
  return `/api/boards/${path}${text === '' ? '' : `?${text}`}`
}
