/** After this many empty batches in a row, a list counts as endless. */
const MAX_EMPTY_BATCHES = 5

/** Follows the cursors of one list, and stops when they are endless: only empty batches, or a repeated cursor. */
export class ListProgress {
  private readonly seenCursors = new Set<string>()
  private batches = 0
  private emptyBatches = 0
  private stopped = false

  /** @param maxBatches the list stops after this many batches in any case */
  constructor(private readonly maxBatches = Number.POSITIVE_INFINITY) {}

  /** Whether the list was stopped although Notion returned another cursor. */
  get stoppedEarly(): boolean {
    return this.stopped
  }

  /**
   * The cursor of the next batch; null at the end.
   *
   * @param items the number of items in this batch
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
