import { cache } from 'react'
import { estimateBytes } from './estimate-bytes'

/** Bytes that one page view may send: its HTML, and the same content again for hydration. */
const MAX_VIEW_BYTES = 8_000_000
/** Shares of properties (all, and one) and of comments, so that most is left for the content. */
const MAX_PROPERTIES_BYTES = 2_000_000
const MAX_PROPERTY_BYTES = 1_000_000
const MAX_COMMENTS_BYTES = 1_500_000
/** Blocks of one view over all levels, and requests to Notion for them. */
const MAX_VIEW_BLOCKS = 10_000
const MAX_VIEW_BATCHES = 500
/** Tables of contents, in the content and beside it. */
const MAX_TABLES_OF_CONTENTS = 5
/** Markup of formulas, counted apart; each is sent twice. */
const MAX_FORMULA_BYTES = 1_000_000
/** Highlighted tokens of code; each is an element. */
const MAX_CODE_TOKENS = 25_000
/** Code that is highlighted. */
const MAX_CODE_CHARACTERS = 400_000
/** Time for highlighting in one view, and for waiting while other views are highlighted. */
const MAX_CODE_MS = 2_000
const MAX_CODE_WAIT_MS = 8_000

/** What one page view may still cost. Content beyond the budget is rendered plain, or only linked to Notion. */
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
  /** The last highlighting of this view: blocks are highlighted one at a time. */
  private lastCode: Promise<unknown> = Promise.resolve()

  /** Takes bytes from the budget; false, and nothing taken, if there are too few left. */
  private take(bytes: number): boolean {
    if (bytes > this.bytes) return false
    this.bytes -= bytes
    return true
  }

  /** Whether a block didn't fit. Then no more blocks are loaded. */
  get isFull(): boolean {
    return this.full
  }

  /** Reserves room for one block. False from the first block that doesn't fit. */
  takeBlock(block: unknown): boolean {
    this.full ||= this.blocks <= 0 || !this.take(estimateBytes(block, this.bytes))
    this.blocks -= 1
    return !this.full
  }

  /** Whether one more batch of blocks may be requested. */
  takeBatch(): boolean {
    this.full ||= this.batches <= 0
    this.batches -= 1
    return !this.full
  }

  /** Reserves room for one property, at most {@link MAX_PROPERTY_BYTES}. @returns its bytes, or null if it doesn't fit */
  takeProperty(value: unknown): number | null {
    // Counting no further than there is room: a page may have hundreds of megabyte-long properties.
    const most = Math.min(MAX_PROPERTY_BYTES, this.propertyBytes, this.bytes)
    const bytes = estimateBytes(value, most)
    if (bytes > most || !this.take(bytes)) return null
    this.propertyBytes -= bytes
    return bytes
  }

  /** Reserves room for one comment. @returns its bytes, or null if it doesn't fit */
  takeComment(comment: unknown): number | null {
    const bytes = estimateBytes(comment, this.commentBytes)
    if (bytes > this.commentBytes || !this.take(bytes)) return null
    this.commentBytes -= bytes
    return bytes
  }

  /** Reserves room for one more table of contents. */
  takeTableOfContents(headings: unknown): boolean {
    this.contents -= 1
    return this.contents >= 0 && this.take(estimateBytes(headings, this.bytes))
  }

  /** Reserves room for the markup of a formula. One that can't be rendered still uses up budget. */
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
   * Highlights one block of code, after the earlier blocks of this view; null if the view has used up its budget.
   *
   * @param make returns its cost in milliseconds
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

/** The budget of the current page view, one per request. */
export const viewBudget = cache(() => new ViewBudget())
