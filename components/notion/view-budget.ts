import { cache } from 'react'

/** What one page view may send, in bytes of its HTML and of the same once more for the browser's scripts. */
const MAX_VIEW_BYTES = 8_000_000
/** Of these, the markup of formulas: each is sent twice. */
const MAX_FORMULA_BYTES = 1_000_000
/** Pieces of code that have a colour of their own: each is an element. */
const MAX_CODE_TOKENS = 25_000
/** Code that is looked at for its colours. */
const MAX_CODE_CHARACTERS = 400_000
/** What the colours of one view may cost, and how long it may wait for them while others have theirs made. */
const MAX_CODE_MS = 2_000
const MAX_CODE_WAIT_MS = 8_000

/** What one page view may still cost. What does not fit is shown plain, or not here but in Notion. */
export class ViewBudget {
  private bytes = MAX_VIEW_BYTES
  private formulaBytes = MAX_FORMULA_BYTES
  private tokens = MAX_CODE_TOKENS
  private characters = MAX_CODE_CHARACTERS
  private codeMs = MAX_CODE_MS
  private waitMs = MAX_CODE_WAIT_MS
  /** The colours that this view asked for last: it asks for one block's at a time. */
  private lastCode: Promise<unknown> = Promise.resolve()

  /** Takes what something sends; false when there is too little left, and then nothing is taken. */
  take(bytes: number): boolean {
    if (bytes > this.bytes) return false
    this.bytes -= bytes
    return true
  }

  /** What may still be sent. */
  get left(): number {
    return this.bytes
  }

  /** The same for the markup of formulas. What was spent on one that can't be drawn may use up the rest. */
  takeFormula(bytes: number): boolean {
    const fits = bytes <= this.formulaBytes
    this.formulaBytes -= bytes
    return fits
  }

  get hasFormulas(): boolean {
    return this.formulaBytes > 0
  }

  takeTokens(count: number): boolean {
    if (count > this.tokens) return false
    this.tokens -= count
    return true
  }

  /**
   * Makes the colours of one block of code, after those that this view asked for before; null when the view has
   * used up what it may.
   *
   * @param make answers with what it cost, in milliseconds
   */
  async code<Made extends { readonly costMs: number }>(
    characters: number,
    make: () => Promise<Made | null>,
  ): Promise<Made | null> {
    if (characters > this.characters) return null
    this.characters -= characters
    const made = this.lastCode.then(async () => {
      if (this.codeMs <= 0 || this.waitMs <= 0) return null
      const start = performance.now()
      const one = await make()
      this.waitMs -= performance.now() - start
      this.codeMs -= one?.costMs ?? 0
      return one
    })
    this.lastCode = made.catch(() => {})
    return made
  }
}

/** The budget of the page view that is being drawn: one for each request. */
export const viewBudget = cache(() => new ViewBudget())
