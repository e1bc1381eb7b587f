/** Every question and answer of the HTTP interface, as types: what server and page agree on. Money in USD, times ISO unless said. */
export type * from './api/boards.ts'
export type * from './api/problem.ts'
export type * from './api/runs.ts'
export type * from './api/settings.ts'
export type * from './api/snapshot.ts'
export type * from './api/stream.ts'
