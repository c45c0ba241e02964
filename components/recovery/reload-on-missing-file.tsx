/** At most one reload a minute, so that a broken deployment doesn't cause a reload loop. */
const PAUSE_MS = 60_000

/**
 * Reloads the page if one of its scripts or stylesheets is missing, because an update replaced it while the page loaded.
 * Inline, because it must run before any of them.
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
