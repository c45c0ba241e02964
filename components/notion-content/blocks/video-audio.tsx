import { Film, Music } from 'lucide'
import { plainText } from '@/lib/shared/plain-text'
import { Caption } from '../block-parts'
import type { BlockProps } from '../content-context'
import { hostOf } from '../content-href'
import { LoadOnClick } from '../external-media'
import { embedHref, isMediaFile, mediaSource } from '../media'
import { MediaCard, UnsafeAddress } from './media-card'

export function VideoBlock({ block, context }: BlockProps<'video'>) {
  const { video } = block
  const source = mediaSource(video, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="A video" />
  const title = plainText(video.caption).trim() || 'Video'
  if (source.hosted)
    return (
      <figure className="notion-block">
        {/* biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it */}
        <video src={source.href} controls preload="none" aria-label={title} className="notion-player" />
        <Caption text={video.caption} context={context} />
      </figure>
    )
  const direct = isMediaFile(source.href, 'video')
  const src = direct ? source.href : embedHref(source.href)
  return (
    <MediaCard
      glyph={Film}
      href={source.href}
      name={direct ? source.name : hostOf(source.href)}
      caption={video.caption}
      context={context}
    >
      {src && (
        <LoadOnClick
          kind={direct ? 'video' : 'frame'}
          src={src}
          title={title}
          label={`Play from ${hostOf(src)}`}
        />
      )}
    </MediaCard>
  )
}

export function AudioBlock({ block, context }: BlockProps<'audio'>) {
  const { audio } = block
  const source = mediaSource(audio, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="A recording" />
  const title = plainText(audio.caption).trim() || 'Audio'
  if (source.hosted)
    return (
      <figure className="notion-block">
        {/* biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it */}
        <audio src={source.href} controls preload="none" aria-label={title} className="w-full" />
        <Caption text={audio.caption} context={context} />
      </figure>
    )
  return (
    <MediaCard
      glyph={Music}
      href={source.href}
      name={source.name || hostOf(source.href)}
      caption={audio.caption}
      context={context}
    >
      {isMediaFile(source.href, 'audio') && (
        <LoadOnClick
          kind="audio"
          src={source.href}
          title={title}
          label={`Play from ${hostOf(source.href)}`}
        />
      )}
    </MediaCard>
  )
}
