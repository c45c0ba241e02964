/** Hides the whole page, or shows it again. */
export function showDocument(shown: boolean): void {
  document.documentElement.style.visibility = shown ? '' : 'hidden'
}
