'use client'
import { Columns3 } from 'lucide'
import { useEffect, useState } from 'react'
import { chipClass } from '../ui/chip'
import { Icon } from '../ui/icon'
import { useTable } from './table-view'

type Menu = typeof import('./column-menu').ColumnMenu

/** Which columns are shown, and how wide. The choice stays in the browser, so the button needs scripts. */
export function ColumnsButton() {
  const { dataSourceId } = useTable()
  const [menu, setMenu] = useState<{ readonly List: Menu } | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  return (
    <li className="noscript:hidden">
      <button type="button" popoverTarget="column-menu" disabled={!live} className={chipClass()}>
        <Icon icon={Columns3} />
        Columns
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups the controls of a form */}
      <div
        id="column-menu"
        popover="auto"
        role="group"
        aria-label="Columns"
        className="menu filter-menu"
        onToggle={({ newState }) => {
          setIsOpen(newState === 'open')
          if (newState === 'open')
            void import('./column-menu').then(({ ColumnMenu }) => setMenu({ List: ColumnMenu }))
        }}
      >
        {menu && isOpen && <menu.List dataSourceId={dataSourceId} />}
      </div>
    </li>
  )
}
