export { FormClaim, type FormOutcome, findEarlierForm, formKey } from './form-claim'
export { addNote, MAX_NOTE_CHARACTERS, type NoteInput, type NoteOutcome } from './note'
export type { SharedQuery, Workspace } from './types'
export { loadWorkspace } from './workspace'
