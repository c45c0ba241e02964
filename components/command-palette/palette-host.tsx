'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { PaletteProps, PaletteWorkspace } from './palette'

/** A link that opens the palette instead, where JavaScript runs. It leads to a search page. */
export const opensPalette = {
  'data-opens-palette': '',
  'aria-haspopup': 'dialog',
  'aria-keyshortcuts': 'Control+K Meta+K',
} as const

/** Whether a click is meant for this tab and page. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

/** Opens the palette with Ctrl+K, ⌘K and links with `opensPalette`. The palette's code is loaded on first use. */
export function PaletteHost({ workspaces }: { workspaces: readonly PaletteWorkspace[] }) {
  const [open, setOpen] = useState(false)
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    // In the capture phase, before the link follows its address.
    const click = (event: MouseEvent) => {
      const { target } = event
      if (!(target instanceof Element) || !target.closest('[data-opens-palette]') || !isPlain(event)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', press)
    document.addEventListener('click', click, true)
    return () => {
      document.removeEventListener('keydown', press)
      document.removeEventListener('click', click, true)
    }
  }, [])
  useEffect(() => {
    if (!open || Palette) return
    import('./palette').then(
      (loaded) => setPalette(() => loaded.Palette),
      // The chunk is gone after an update, or the network is down.
      () => window.location.assign('/workspaces'),
    )
  }, [open, Palette])
  return open && Palette ? <Palette workspaces={workspaces} onClose={() => setOpen(false)} /> : null
}
