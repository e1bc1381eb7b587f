import type { PictureId } from '../../src/board/picture.ts'
import type { Sight } from './observe.ts'
import type { Project, Stage } from './stage.ts'
import { placesByPrompt, placesOf } from './torture-boards.ts'

/** What a look at the books shows. */
export interface Settled {
  readonly problems: readonly string[]
  /** Requests that were billed and whose picture never came: cut off by a kill since the last look. */
  readonly cutOff: number
  /** How many of them are listed in doubt, with at least what was billed. */
  readonly listed: number
  readonly listedUsd: number
  /** Finished pictures that were billed again. */
  readonly paidAgain: number
}

/** The provider's bills of one project against what its disk holds and its journal lists. The bills are the truth. */
export interface Books {
  /** `left`: a run that was told to leave what is in doubt came before this look. */
  settle(sight: Sight, left?: boolean): Settled
  /** Pictures that a scenario has torn itself may be billed once more. */
  allow(...ids: PictureId[]): void
  /** Pictures billed so far. */
  bills(): number
}

interface Account {
  bills: number
  billedUsd: number
  jobs: string[]
  /** Attempts that were listed in doubt before anything was sent again. */
  readonly doubts: Set<number>
  isKept: boolean
  cutOff: number
}

export function openBooks(stage: Pick<Stage, 'asked'>, { board }: Project): Books {
  const places = placesByPrompt(board)
  const accounts = new Map(placesOf(board).map((id) => [id, newAccount()]))
  let read = stage.asked.length
  let bills = 0

  function readBills(problems: string[]): ReadonlySet<PictureId> {
    const billed = new Set<PictureId>()
    for (; read < stage.asked.length; read++) {
      const asked = stage.asked[read]
      if (asked?.billed !== 'picture') continue
      const id = places.get(asked.promptHash ?? '')
      const account = id === undefined ? undefined : accounts.get(id)
      if (id === undefined || account === undefined) {
        problems.push(`billed for words of no place: ${asked.prompt ?? ''}`)
        continue
      }
      account.bills += 1
      account.billedUsd = asked.billedUsd
      if (asked.job !== undefined) account.jobs.push(asked.job)
      billed.add(id)
      bills += 1
    }
    return billed
  }

  return {
    bills: () => bills,
    allow(...ids) {
      for (const id of ids) accounts.set(id, { ...(accounts.get(id) ?? newAccount()), isKept: false, bills: 0, cutOff: 0 })
    },
    settle(sight, left = false) {
      const problems: string[] = []
      const billed = readBills(problems)
      let [cutOff, listed, listedUsd, paidAgain] = [0, 0, 0, 0]
      const takes = Map.groupBy(sight.whole, ({ id }) => id)
      for (const [id, account] of accounts) {
        if (account.isKept && billed.has(id)) {
          paidAgain += 1
          problems.push(`paid twice: ${id} was finished and was billed again`)
        }
        if (left && account.doubts.size > 0 && !account.isKept && billed.has(id))
          problems.push(`sent again, although the run was to leave what is in doubt: ${id}`)
        const doubts = sight.inDoubt.filter((doubt) => doubt.id === id && !account.doubts.has(doubt.attempt))
        for (const { attempt } of doubts) account.doubts.add(attempt)
        account.isKept = takes.has(id)
        const goesOn = account.jobs.some((job) => sight.jobs.has(job))
        const missing = account.bills - (account.isKept || goesOn ? 1 : 0) - account.cutOff
        if (missing <= 0) continue
        account.cutOff += missing
        cutOff += missing
        const found = doubts.filter(({ priceUsd }) => priceUsd >= account.billedUsd - 1e-9)
        const named = found.length + (sight.unsaved.has(id) ? 1 : 0)
        listed += Math.min(missing, named)
        listedUsd += found.reduce((sum, { priceUsd }) => sum + priceUsd, 0)
        if (named < missing) problems.push(`billed $${account.billedUsd}, neither kept nor listed: ${id}`)
      }
      return { problems, cutOff, listed, listedUsd, paidAgain }
    },
  }
}

function newAccount(): Account {
  return { bills: 0, billedUsd: 0, jobs: [], doubts: new Set(), isKept: false, cutOff: 0 }
}
