'use client'
import Link from 'next/link'
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { Button, buttonClass } from '../ui/button'
import type { PaletteProps, PaletteWorkspace } from './palette'

const never = () => () => {}
const useBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
const isApple = () => /Mac|iP(hone|ad|od)/.test(navigator.platform)

/**
 * Opens the palette, also with Ctrl+K or ⌘K. The palette's code is loaded on first use. Without JavaScript it links to
 * the list of workspaces.
 */
export function PaletteButton({ workspaces }: { workspaces: readonly PaletteWorkspace[] }) {
  const browser = useBrowser()
  const [open, setOpen] = useState(false)
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    if (!open || Palette) return
    import('./palette').then(
      (loaded) => setPalette(() => loaded.Palette),
      // The chunk is gone after an update, or the network is down.
      () => window.location.assign('/workspaces'),
    )
  }, [open, Palette])

  const words = (
    <>
      Search<span className="sr-only"> all workspaces</span>
      <span aria-hidden="true" className="ml-2 hidden text-xs text-dim sm:inline">
        {browser && isApple() ? '⌘ K' : 'Ctrl K'}
      </span>
    </>
  )
  if (!browser)
    return (
      <Link href="/workspaces" prefetch={false} className={buttonClass()}>
        {words}
      </Link>
    )
  return (
    <>
      <Button aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        {words}
      </Button>
      {open && Palette && <Palette workspaces={workspaces} onClose={() => setOpen(false)} />}
    </>
  )
}
