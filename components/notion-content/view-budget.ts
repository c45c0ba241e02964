import { cache } from 'react'
import { estimateBytes } from './estimate-bytes'

/** What one page view may send, in bytes of its HTML and of the same once more for the browser's scripts. */
const MAX_VIEW_BYTES = 8_000_000
/** Of these, what a page's properties may take, and one of them; and its comments: the content is the main thing. */
const MAX_PROPERTIES_BYTES = 2_000_000
const MAX_PROPERTY_BYTES = 1_000_000
const MAX_COMMENTS_BYTES = 1_500_000
/** Blocks of one view over all levels, and Notion's answers that they come in. */
const MAX_VIEW_BLOCKS = 10_000
const MAX_VIEW_BATCHES = 500
/** Lists of the page's headings, in its text and beside it. */
const MAX_TABLES_OF_CONTENTS = 5
/** Beside the budget: the markup of formulas: each is sent twice. */
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
  private propertyBytes = MAX_PROPERTIES_BYTES
  private commentBytes = MAX_COMMENTS_BYTES
  private blocks = MAX_VIEW_BLOCKS
  private batches = MAX_VIEW_BATCHES
  private contents = MAX_TABLES_OF_CONTENTS
  private full = false
  private formulaBytes = MAX_FORMULA_BYTES
  private tokens = MAX_CODE_TOKENS
  private characters = MAX_CODE_CHARACTERS
  private codeMs = MAX_CODE_MS
  private waitMs = MAX_CODE_WAIT_MS
  /** The colours that this view asked for last: it asks for one block's at a time. */
  private lastCode: Promise<unknown> = Promise.resolve()

  /** Takes what something sends; false when there is too little left, and then nothing is taken. */
  private take(bytes: number): boolean {
    if (bytes > this.bytes) return false
    this.bytes -= bytes
    return true
  }

  /** Whether some block found no room: then nothing further is read. */
  get isFull(): boolean {
    return this.full
  }

  /** Room for one block, wherever it stands. False from the first one on that finds none: what follows goes on in Notion. */
  takeBlock(block: unknown): boolean {
    this.full ||= this.blocks <= 0 || !this.take(estimateBytes(block, this.bytes))
    this.blocks -= 1
    return !this.full
  }

  /** Whether one more answer with blocks may be asked for. */
  takeBatch(): boolean {
    this.full ||= this.batches <= 0
    this.batches -= 1
    return !this.full
  }

  /** Room for one property, at most {@link MAX_PROPERTY_BYTES}. @returns what it takes, or null */
  takeProperty(value: unknown): number | null {
    const bytes = estimateBytes(value, MAX_PROPERTY_BYTES)
    if (bytes > Math.min(MAX_PROPERTY_BYTES, this.propertyBytes) || !this.take(bytes)) return null
    this.propertyBytes -= bytes
    return bytes
  }

  /** Room for one comment. @returns what it takes, or null */
  takeComment(comment: unknown): number | null {
    const bytes = estimateBytes(comment, this.commentBytes)
    if (bytes > this.commentBytes || !this.take(bytes)) return null
    this.commentBytes -= bytes
    return bytes
  }

  /** Room for one more list of the page's headings. */
  takeTableOfContents(headings: unknown): boolean {
    this.contents -= 1
    return this.contents >= 0 && this.take(estimateBytes(headings, this.bytes))
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
