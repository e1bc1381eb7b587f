/** What page and server agree on: types alone, nothing of the server's code reaches the page. */
export type * from '../../src/browser.ts'
