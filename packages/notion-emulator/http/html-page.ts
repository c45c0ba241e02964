import { html, raw } from 'hono/html'

export type Html = ReturnType<typeof html>

const STYLE = `
:root { color-scheme: light dark; --ink: #22201c; --paper: #fff; --line: #d8d5ce; --accent: #1d5fbf; --dim: #5d5a54 }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebe8; --paper: #1d1d1c; --line: #45443f; --accent: #7eb0f5; --dim: #aaa79f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 8vh auto; padding: 0 20px } h1 { font-size: 1.35rem; line-height: 1.3 } h2 { font-size: 1.05rem; margin-top: 2rem }
a { color: var(--accent) } section { border-top: 1px solid var(--line) }
p, small { color: var(--dim) } ul { padding-left: 1.2rem } fieldset { border: 0; padding: 0; margin: 0 0 1rem }
legend { padding: 0; font-weight: 600; margin-bottom: .5rem }
label { display: flex; gap: .6rem; align-items: center; padding: .45rem .2rem; border-top: 1px solid var(--line) }
button { font: inherit; width: 100%; padding: .6rem 1rem; margin: .35rem 0; border: 1px solid var(--line); border-radius: 8px;
  background: transparent; color: inherit; cursor: pointer; text-align: left }
button.main { background: var(--accent); border-color: var(--accent); color: var(--paper); text-align: center }
button.quiet { text-align: center } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
img { vertical-align: -.2em }`

/** A page for a person: the emulator's own, or one that plays Notion's. */
export function page(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main>${body}<p><small>This is a local emulator that plays Notion. Nothing here reaches the real one.</small></p></main></body></html>`
}
