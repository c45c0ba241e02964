'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { MenuHeading } from '../ui/menu'
import { MAX_WIDTH, MIN_WIDTH, readColumnLayout, writeColumnLayout } from './column-layout'
import { setColumnWidth } from './column-resize'

const STEP = 20

/** The columns of the table on the page, with the widths that they have now. */
function headings(dataSourceId: string) {
  const all = document.querySelectorAll<HTMLElement>(
    `[data-source="${CSS.escape(dataSourceId)}"] thead th[data-column]`,
  )
  return [...all].map((heading) => ({
    id: heading.dataset['column'] ?? '',
    name: heading.querySelector('bdi')?.textContent ?? '',
    width: Math.round(heading.getBoundingClientRect().width),
  }))
}

/** Shows, hides and resizes columns, also with the keyboard. */
export function ColumnMenu({ dataSourceId }: { dataSourceId: string }) {
  const [columns, setColumns] = useState(() => headings(dataSourceId))
  const [layout, setLayout] = useState(() => readColumnLayout(dataSourceId))
  // On phones rows are cards, which have no widths.
  const hasWidths = matchMedia('(width >= 56.25rem)').matches
  const write = (next: typeof layout) => {
    setLayout(next)
    writeColumnLayout(dataSourceId, next)
  }
  const [title, ...others] = columns
  return (
    <>
      <MenuHeading>Columns, kept in this browser</MenuHeading>
      <ul className="max-h-80 overflow-y-auto">
        {[title, ...others].map((column, index) => {
          if (!column) return null
          const { id, name, width } = column
          const isHidden = layout.hidden.includes(id)
          return (
            <li
              key={id}
              className="flex min-h-9 items-center gap-3 rounded-sm px-2.5 hover:bg-hover max-desk:min-h-11"
            >
              <label className="flex min-w-0 flex-1 items-center gap-2.5 self-stretch">
                <input
                  type="checkbox"
                  className="size-4 shrink-0"
                  checked={!isHidden}
                  // The first column names the row and opens it.
                  disabled={index === 0}
                  onChange={({ currentTarget }) =>
                    write({
                      ...layout,
                      hidden: currentTarget.checked
                        ? layout.hidden.filter((one) => one !== id)
                        : [...layout.hidden, id],
                    })
                  }
                />
                <bdi className="truncate">{name || 'Untitled'}</bdi>
              </label>
              {hasWidths && !isHidden && (
                <input
                  type="range"
                  aria-label={`Width of ${name || 'Untitled'}`}
                  min={MIN_WIDTH}
                  max={MAX_WIDTH}
                  step={STEP}
                  value={layout.widths[id] ?? width}
                  className="w-28 shrink-0"
                  onChange={({ currentTarget }) => {
                    setColumnWidth(dataSourceId, id, Number(currentTarget.value))
                    setLayout(readColumnLayout(dataSourceId))
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      <div className="mt-2 px-2.5 pb-1.5">
        <Button
          size="sm"
          onClick={() => {
            write({ hidden: [], widths: {} })
            setColumns(headings(dataSourceId))
          }}
        >
          Show all columns in their own widths
        </Button>
      </div>
    </>
  )
}
