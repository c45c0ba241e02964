/** An unsent note with the id of its form, so that sending it again adds one note. */
export interface StoredDraft {
  readonly text: string
  readonly kind: 'paragraph' | 'to_do'
  readonly formId: string
}

/** The key in sessionStorage. The path contains an id that only its owner can open. */
const slot = (pageId: string) => `latchkey-draft ${window.location.pathname} ${pageId}`

/** The stored draft; null if there is none or storage is disabled. */
export function storedDraft(pageId: string): StoredDraft | null {
  try {
    const found: Partial<StoredDraft> | null = JSON.parse(sessionStorage.getItem(slot(pageId)) ?? 'null')
    if (typeof found?.text !== 'string' || found.text === '' || typeof found.formId !== 'string') return null
    return { text: found.text, formId: found.formId, kind: found.kind === 'to_do' ? 'to_do' : 'paragraph' }
  } catch {
    return null
  }
}

/** Stores the form's values until the note is added. An empty text deletes the draft. */
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
    // Storage is disabled or full.
  }
}
