/** So many batches without an item in a row, and a list counts as one that leads nowhere. */
const MAX_EMPTY_BATCHES = 5

/**
 * Follows the cursors of one list of Notion's to their end, and ends where they lead nowhere: batch after batch
 * without an item, or a cursor that was there before.
 */
export class ListProgress {
  private readonly cursors = new Set<string>()
  private batches = 0
  private empty = 0
  private cut = false

  /** @param maxBatches after so many the list ends in any case */
  constructor(private readonly maxBatches = Number.POSITIVE_INFINITY) {}

  /** Whether the list was ended although Notion named a further cursor. */
  get cutShort(): boolean {
    return this.cut
  }

  /**
   * The cursor to ask for after a batch; null at the end.
   *
   * @param items how many the batch held
   */
  next(items: number, cursor: string | null): string | null {
    this.batches += 1
    this.empty = items === 0 ? this.empty + 1 : 0
    if (cursor === null) return null
    this.cut = this.batches >= this.maxBatches || this.empty >= MAX_EMPTY_BATCHES || this.cursors.has(cursor)
    this.cursors.add(cursor)
    return this.cut ? null : cursor
  }
}
