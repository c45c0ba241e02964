/** Once a minute: a server that keeps answering with pages of another build must not send a tab in circles. */
const PAUSE_MS = 60_000

/**
 * Loads the page again when one of its own scripts or stylesheets is not there: it was replaced by an update while
 * the page was on its way. Before any of them runs, so it is part of the page itself.
 */
const CODE = `addEventListener('error',function(event){
  var lost=event.target, address=lost&&(lost.tagName==='SCRIPT'?lost.src:lost.rel==='stylesheet'&&lost.href);
  if(!address||address.indexOf(location.origin+'/_next/static/')!==0||document.readyState==='complete')return;
  try{
    var slot='latchkey-reloaded', now=Date.now();
    if(now-Number(sessionStorage.getItem(slot))<${PAUSE_MS})return;
    sessionStorage.setItem(slot,String(now));
    location.reload();
  }catch(error){}
},true)`

export function ReloadOnMissingFile({ nonce }: { nonce: string | undefined }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: CODE }} />
  )
}
