'use client'
import { useEffect } from 'react'

const RESCAN_MS = 200
/** Notion's own block around a heading. It has a size even while the browser skips the layout of what is in it. */
const BLOCK = '.notion-content > *'

/**
 * Marks the section that is being read in the navigations with `data-toc`, whose links lead to headings. Headings arrive
 * while the page streams.
 */
export function CurrentHeading() {
  useEffect(() => {
    const main = document.getElementById('main')
    if (!main) return
    const blocks = new Map<string, Element>()
    /** The blocks that are above a line near the top of the window. */
    const passed = new Set<Element>()
    /** The heading whose link was followed. It may be too near to the end of the page to reach that line. */
    let followed = ''
    const links = () => [...main.querySelectorAll<HTMLAnchorElement>('nav[data-toc] a')]
    const mark = () => {
      const all = links()
      const current =
        followed ||
        all.findLast(({ hash }) => {
          const block = blocks.get(hash)
          return block && passed.has(block)
        })?.hash
      for (const link of all) {
        if (link.hash !== current) link.removeAttribute('aria-current')
        else if (!link.ariaCurrent) {
          link.ariaCurrent = 'true'
          keepInView(link)
        }
      }
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) passed.add(target)
          else passed.delete(target)
        mark()
      },
      { rootMargin: '9999999px 0px -84% 0px' },
    )
    const scan = () => {
      for (const { hash } of links()) {
        const block = document.getElementById(hash.slice(1))?.closest(BLOCK)
        if (!block || blocks.get(hash) === block) continue
        blocks.set(hash, block)
        observer.observe(block)
      }
    }
    let timer = 0
    const arrivals = new MutationObserver(() => {
      clearTimeout(timer)
      timer = window.setTimeout(scan, RESCAN_MS)
    })
    arrivals.observe(main, { childList: true, subtree: true })
    scan()
    const follow = ({ target }: Event) => {
      const link = target instanceof Element && target.closest<HTMLAnchorElement>('nav[data-toc] a')
      followed = link ? link.hash : ''
      mark()
    }
    const leave = () => {
      followed = ''
    }
    main.addEventListener('click', follow)
    for (const type of ['wheel', 'touchmove', 'keydown'])
      window.addEventListener(type, leave, { passive: true })
    return () => {
      observer.disconnect()
      arrivals.disconnect()
      clearTimeout(timer)
      main.removeEventListener('click', follow)
      for (const type of ['wheel', 'touchmove', 'keydown']) window.removeEventListener(type, leave)
    }
  }, [])
  return null
}

/** Scrolls a long table of contents, and never the page. */
function keepInView(link: HTMLElement): void {
  const box = link.closest('nav')
  if (!box) return
  const { top, bottom } = link.getBoundingClientRect()
  const around = box.getBoundingClientRect()
  if (top < around.top) box.scrollTop -= around.top - top
  else if (bottom > around.bottom) box.scrollTop += bottom - around.bottom
}
