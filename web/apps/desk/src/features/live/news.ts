import type {
  AckFrame,
  ErrorFrame,
  EventBody,
  EventFrame,
  LineQualityFrame,
  ServerFrame,
  TypingNoticeFrame,
  WelcomeFrame,
} from '@parley/api'
import { createHub } from './hub'
import type { ServerClock } from './serverClock'

/** Sorts the server's frames by what they mean to the desk. */
export function createNews(clock: ServerClock) {
  const frames = createHub<EventFrame>()
  const events = createHub<EventBody>()
  const reloads = createHub<void>()
  const welcomes = createHub<WelcomeFrame>()
  const acks = createHub<AckFrame>()
  const errors = createHub<ErrorFrame>()
  const typing = createHub<TypingNoticeFrame>()
  const lineQuality = createHub<LineQualityFrame>()

  function hear(frame: ServerFrame) {
    switch (frame.type) {
      case 'event':
        clock.hear(frame.at)
        frames.tell(frame)
        return events.tell(frame.event)
      case 'welcome':
        clock.forget()
        welcomes.tell(frame)
        return frame.resumed ? undefined : reloads.tell()
      case 'resync':
        return reloads.tell()
      case 'ack':
        return acks.tell(frame)
      case 'error':
        return errors.tell(frame)
      case 'typing_notice':
        return typing.tell(frame)
      case 'line_quality':
        return lineQuality.tell(frame)
    }
  }

  return {
    hear,
    onEvent: events.listen,
    /** The same with their numbers, and before onEvent. */
    onFrame: frames.listen,
    /** What was read before may be out of date: read again. */
    onReload: reloads.listen,
    onWelcome: welcomes.listen,
    onAck: acks.listen,
    onError: errors.listen,
    onTyping: typing.listen,
    onLineQuality: lineQuality.listen,
  }
}
