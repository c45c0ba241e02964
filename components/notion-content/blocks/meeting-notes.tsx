import type { Block, BlockOf } from '@/lib/notion'
import { BlockChildren, nestedClass, OpenBlockInNotion, TextLine } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { DateRange } from '../properties/date-range'

type Notes = BlockOf<'meeting_notes'>['meeting_notes']

const STATUS: Readonly<Record<NonNullable<Notes['status']>, string>> = {
  transcription_not_started: 'The recording hasn’t started.',
  transcription_paused: 'The recording is paused.',
  transcription_in_progress: 'Recording is in progress.',
  summary_in_progress: 'The summary is being written.',
  notes_ready: 'The notes are ready.',
}

function NotesCard({
  block,
  notes,
  context,
  depth,
}: {
  block: Block
  notes: Notes
  context: ContentContext
  depth: number
}) {
  const { title, status, calendar_event: event, recording } = notes
  const start = event?.start_time ?? recording?.start_time
  const end = event?.end_time ?? recording?.end_time ?? null
  const attendees = event?.attendees?.length ?? 0
  return (
    <div className={nestedClass('notion-meeting', depth)}>
      <p className="notion-note">Meeting notes</p>
      {title && title.length > 0 && (
        <TextLine text={title} context={context} className="notion-text font-medium" />
      )}
      <p className="notion-note">
        {start && (
          <>
            <DateRange date={{ start, end, time_zone: null }} compact={false} />
            {'. '}
          </>
        )}
        {attendees > 0 && `${attendees} ${attendees === 1 ? 'person' : 'people'} invited. `}
        {status && Object.hasOwn(STATUS, status) ? STATUS[status] : ''}{' '}
        <OpenBlockInNotion block={block} context={context} />
      </p>
      <BlockChildren block={block} context={context} depth={depth} framed />
    </div>
  )
}

export const MeetingNotes = (props: BlockProps<'meeting_notes'>) => (
  <NotesCard {...props} notes={props.block.meeting_notes} />
)
export const Transcription = (props: BlockProps<'transcription'>) => (
  <NotesCard {...props} notes={props.block.transcription} />
)
