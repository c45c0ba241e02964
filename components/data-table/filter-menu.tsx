'use client'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTable } from './table-view'

type Builder = typeof import('./filter-builder').FilterBuilder

/**
 * The filter form of one condition, next to its button. Its code loads when it is opened; until then, and without
 * JavaScript, it holds a form that leads to the same fields on the page.
 */
export function FilterMenu({
  id,
  label,
  index,
  children,
}: {
  id: string
  label: string
  /** The condition that it changes; null for a new one. */
  index: number | null
  children: ReactNode
}) {
  const { search } = useTable()
  const box = useRef<HTMLDivElement>(null)
  const [builder, setBuilder] = useState<{ readonly Form: Builder } | null>(null)
  // Counted, because a popover that closes and opens at once reports a single change.
  const [openings, setOpenings] = useState(0)
  const [isOpen, setIsOpen] = useState(false)

  const load = useCallback(() => {
    setIsOpen(true)
    setOpenings((count) => count + 1)
    void import('./filter-builder').then(({ FilterBuilder }) => setBuilder({ Form: FilterBuilder }))
  }, [])
  // It may have been opened before this code ran.
  useEffect(() => {
    if (box.current?.matches(':popover-open')) load()
  }, [load])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups the controls of a form
    <div
      ref={box}
      id={id}
      popover="auto"
      role="group"
      aria-label={label}
      className="menu filter-menu"
      onToggle={({ newState }) => (newState === 'open' ? load() : setIsOpen(false))}
    >
      {builder
        ? // Opened again, it starts from the address again.
          isOpen && (
            <builder.Form
              key={`${search} ${openings}`}
              formId={id}
              index={index}
              onClose={() => box.current?.hidePopover()}
            />
          )
        : children}
    </div>
  )
}
