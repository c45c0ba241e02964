import { Copy } from 'lucide'
import { Icon } from '../ui/icon'

/** Copies the code of its block. `CopyCodeHandler` does it, once for all blocks of a page. */
export function CopyCodeButton() {
  return (
    <button type="button" className="notion-copy" data-copy-code="">
      <Icon icon={Copy} size={14} />
      <span className="notion-copy-offer">Copy</span>
      <span className="notion-copy-done">Copied</span>
    </button>
  )
}
