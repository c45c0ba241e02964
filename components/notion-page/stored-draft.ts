/** A note as it was typed, with its form's id: sent again, it is added once. */
export interface StoredDraft {
  readonly text: string
  readonly kind: 'paragraph' | 'to_do'
  readonly formId: string
}

/** The tab alone keeps it. Its path is part of the name, and holds an id that only its owner can open. */
const slot = (pageId: string) => `latchkey-draft ${window.location.pathname} ${pageId}`

/** What was typed here and not added; null when nothing, or the browser keeps nothing. */
export function storedDraft(pageId: string): StoredDraft | null {
  try {
    const found: Partial<StoredDraft> | null = JSON.parse(sessionStorage.getItem(slot(pageId)) ?? 'null')
    if (typeof found?.text !== 'string' || found.text === '' || typeof found.formId !== 'string') return null
    return { text: found.text, formId: found.formId, kind: found.kind === 'to_do' ? 'to_do' : 'paragraph' }
  } catch {
    return null
  }
}

/** Keeps what a form holds until it is added; an empty text is forgotten. */
export function storeDraft(pageId: string, form: FormData): void {
  const text = String(form.get('text') ?? '')
  try {
    if (text === '') sessionStorage.removeItem(slot(pageId))
    else
      sessionStorage.setItem(
        slot(pageId),
        JSON.stringify({ text, kind: form.get('kind'), formId: form.get('formId') }),
      )
  } catch {
    // The browser keeps nothing, or has no room: the page works without.
  }
}
