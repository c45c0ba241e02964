import { describe, expect, it } from 'vitest'
import { estimateBytes, toSlices } from './estimate-bytes'
import { ViewBudget } from './view-budget'

const block = (content: string) => ({
  type: 'paragraph',
  paragraph: { rich_text: [{ plain_text: content, text: { content } }] },
})

describe('estimated bytes', () => {
  it('count escaped characters and characters beyond ASCII', () => {
    expect(estimateBytes('<'.repeat(1_000), 1e9)).toBe(6_000)
    expect(estimateBytes('a'.repeat(1_000), 1e9)).toBe(1_000)
    expect(estimateBytes('題'.repeat(1_000), 1e9)).toBe(3_000)
    expect(estimateBytes({ a: ['b'] }, 1e9)).toBe(201)
  })

  it('are not counted beyond the limit', () => {
    const endless = Array.from({ length: 100_000 }, () => 'a'.repeat(100))
    expect(estimateBytes(endless, 1_000)).toBeLessThan(2_000)
  })

  it('of content that is far too long are known after looking at a part of it, by its lengths', () => {
    let looks = 0
    const part = () => ({
      get content() {
        looks += 1
        return '<'.repeat(2_000)
      },
    })
    const property = Array.from({ length: 1_000 }, part)
    expect(estimateBytes(property, 100_000)).toBeGreaterThan(100_000)
    expect(looks).toBeLessThan(60)
  })

  it('are counted once for content that is rendered again', () => {
    let looks = 0
    const content = {
      get text() {
        looks += 1
        return 'text'
      },
    }
    expect(estimateBytes(content, 1e9)).toBe(104)
    const before = looks
    expect(estimateBytes(content, 1e9)).toBe(104)
    expect(looks).toBe(before)
  })
})

describe('slices', () => {
  it('an ordinary list is one slice; a long list is several, each one turn’s work', () => {
    const ordinary = Array.from({ length: 100 }, () => block('A paragraph. '.repeat(20)))
    expect(toSlices(ordinary)).toHaveLength(1)
    const long = Array.from({ length: 100 }, () => block('<'.repeat(5_000)))
    const slices = toSlices(long)
    expect(slices.length).toBeGreaterThan(10)
    expect(slices.flatMap(({ items }) => items)).toEqual(long)
    expect(toSlices([])).toEqual([])
  })
})

describe('the budget of a view', () => {
  it('fits a number of bytes of blocks, and none after the first that does not fit', () => {
    const budget = new ViewBudget()
    let blocks = 0
    while (budget.takeBlock(block('<'.repeat(10_000)))) blocks += 1
    expect(blocks).toBeGreaterThan(50)
    expect(blocks).toBeLessThan(80)
    expect(budget.isFull).toBe(true)
    expect(budget.takeBlock(block('short'))).toBe(false)
    expect(budget.takeBatch()).toBe(false)
  })

  it('fits 10,000 blocks over all levels, and 500 batches', () => {
    const blocks = new ViewBudget()
    let count = 0
    while (blocks.takeBlock('')) count += 1
    expect(count).toBe(10_000)
    const batches = new ViewBudget()
    count = 0
    while (batches.takeBatch()) count += 1
    expect(count).toBe(500)
  })

  it('leaves room for the content next to properties and comments', () => {
    const budget = new ViewBudget()
    for (let index = 0; index < 100; index++) {
      budget.takeProperty(block('<'.repeat(20_000)))
      budget.takeComment(block('<'.repeat(20_000)))
    }
    expect(budget.takeProperty(block('<'.repeat(20_000)))).toBe(null)
    expect(budget.takeComment(block('<'.repeat(20_000)))).toBe(null)
    expect(budget.takeBlock(block('<'.repeat(100_000)))).toBe(true)
  })

  it('finds no room for a property beyond what is left, and still for a short one', () => {
    const budget = new ViewBudget()
    for (let count = 0; count < 4; count++) budget.takeProperty(block('<'.repeat(60_000)))
    expect(budget.takeProperty(block('<'.repeat(60_000)))).toBe(null)
    expect(budget.takeProperty(block('short'))).not.toBe(null)
  })

  it('fits five tables of contents', () => {
    const budget = new ViewBudget()
    expect(Array.from({ length: 7 }, () => budget.takeTableOfContents([]))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
