/** So many batches without an item in a row, and a list counts as one that leads nowhere. */
const MAX_EMPTY_BATCHES = 5

/**
 * Follows the cursors of one list of Notion's to their end, and ends where they lead nowhere: batch after batch
 * without an item, or a cursor that was there before.
 */
export class ListProgress {
  private readonly seenCursors = new Set<string>()
  private batches = 0
  private emptyBatches = 0
  private stopped = false

  /** @param maxBatches after so many the list ends in any case */
  constructor(private readonly maxBatches = Number.POSITIVE_INFINITY) {}

  /** Whether the list was ended although Notion named a further cursor. */
  get stoppedEarly(): boolean {
    return this.stopped
  }

  /**
   * The cursor to ask for after a batch; null at the end.
   *
   * @param items how many the batch held
   */
  nextCursor(items: number, cursor: string | null): string | null {
    this.batches += 1
    this.emptyBatches = items === 0 ? this.emptyBatches + 1 : 0
    if (cursor === null) return null
    this.stopped =
      this.batches >= this.maxBatches ||
      this.emptyBatches >= MAX_EMPTY_BATCHES ||
      this.seenCursors.has(cursor)
    this.seenCursors.add(cursor)
    return this.stopped ? null : cursor
  }
}
