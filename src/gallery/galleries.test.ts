import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepsTheGalleryContract } from '../../test/gallery-contract.ts'
import { pictureBoard } from '../../test/pictures.ts'
import { realDisk } from '../durable.ts'
import { openFolderGallery } from './folder-gallery.ts'
import { memoryGallery } from './memory-gallery.ts'

const board = pictureBoard('film', ['1.1', '1.2'])
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'beatboard-gallery-'))
const noLinks = { ...realDisk, link: () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' })) }

keepsTheGalleryContract('the gallery of a folder', () => openFolderGallery(emptyFolder(), board))
keepsTheGalleryContract('the gallery of a folder on a disk without hard links', () =>
  openFolderGallery(emptyFolder(), board, { disk: noLinks }),
)
keepsTheGalleryContract('the gallery in memory', async () => memoryGallery(board))
