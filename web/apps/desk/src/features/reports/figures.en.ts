/** What each figure is called and how it is computed: docs/guide/reports.md in a line each. */
export const english = {
  sessions_opened: {
    name: 'sessions opened',
    means: 'Sessions that began.',
  },
  sessions_assigned: {
    name: 'accepted',
    means:
      'Sessions a person accepted. Everybody: once a session; of an agent: once for each time they had it.',
  },
  sessions_closed: {
    name: 'closed',
    means: 'Sessions that closed, abandoned ones too.',
  },
  valid_sessions: {
    name: 'valid',
    means:
      'Of those closed: contact and agent each wrote at least once; on the telephone: at least 5 s of talk.',
  },
  valid_rate: {
    name: 'valid share',
    means: 'Valid ÷ closed sessions a person had accepted.',
  },
  silent_visitors: {
    name: 'contact silent',
    means: 'Closed sessions a person had accepted in which the contact wrote nothing.',
  },
  never_replied: {
    name: 'never answered',
    means: 'Closed sessions a person had accepted: the contact wrote, no person did.',
  },
  reply_rate: {
    name: 'reply rate',
    means: 'Answered by a person ÷ closed sessions a person had accepted.',
  },
  messages_contact: {
    name: 'messages of contacts',
    means: 'Messages of contacts, also while waiting.',
  },
  messages_human: {
    name: 'messages of agents',
    means: 'Public messages of agents; no notes, no notices.',
  },
  answer_ask_ratio: {
    name: 'answers per question',
    means: 'Messages of agents ÷ messages of contacts.',
  },
  sessions_transferred: {
    name: 'transferred',
    means: 'Sessions that were transferred, once each however often.',
  },
  session_duration: {
    name: 'duration',
    means: 'Mean from the first acceptance to the close.',
  },
  first_response_agent: {
    name: 'first response',
    means:
      'Mean from acceptance, or the first question if later, to the agent’s first message. Where the agent began there is none.',
  },
  first_response_agent_p50: {
    name: 'first response, median',
    means: 'Half were quicker. Within 1 %.',
  },
  first_response_agent_p90: {
    name: 'first response, 90 %',
    means: 'Nine of ten were quicker. Within 1 %.',
  },
  first_response_contact: {
    name: 'first response, contact',
    means: 'Mean from asking for a person to their first message: the wait is in it.',
  },
  first_in_x: {
    name: 'first replies in time',
    means: 'First responses within the threshold ÷ first responses and sessions left without one.',
  },
  rounds: {
    name: 'rounds',
    means: 'Runs of the contact’s messages that a person answered. “Thanks” begins none.',
  },
  avg_response: {
    name: 'average response',
    means: 'Time of all answered rounds ÷ their number.',
  },
  avg_response_p90: {
    name: 'response, 90 %',
    means: 'Nine of ten rounds were answered quicker. Within 1 %.',
  },
  rounds_in_x: {
    name: 'rounds in time',
    means: 'Rounds answered within the threshold ÷ answered ones and those left open for longer.',
  },
  human_requested: {
    name: 'asked for a person',
    means: 'Sessions in which a person was asked for.',
  },
  answered: {
    name: 'answered',
    means: 'Stays in a queue that ended with an agent.',
  },
  abandoned: {
    name: 'abandoned',
    means: 'Stays in a queue that the contact left.',
  },
  flow_out: {
    name: 'flowed out',
    means: 'Stays that ended otherwise: overflow, moved to another queue, a message left.',
  },
  sl_f4: {
    name: 'service level',
    means: 'Answered within the threshold ÷ (answered + abandoned − abandoned within it).',
  },
  answer_rate: {
    name: 'answer rate',
    means: 'Answered ÷ (answered + abandoned).',
  },
  abandon_rate: {
    name: 'abandonment',
    means: 'Abandoned ÷ (answered + abandoned).',
  },
  abandon_net: {
    name: 'net abandonment',
    means: 'The same without those who left within 5 s.',
  },
  wait_answered: {
    name: 'speed of answer',
    means: 'Mean wait of the answered.',
  },
  wait_answered_p90: {
    name: 'wait, 90 %',
    means: 'Nine of ten of the answered waited less. Within 1 %.',
  },
  wait_abandoned: {
    name: 'time to abandon',
    means: 'Mean wait of the abandoned.',
  },
  longest_wait: {
    name: 'longest wait',
    means: 'The longest stay in a queue, however it ended.',
  },
  stints: {
    name: 'sessions handled',
    means: 'Times an agent had a session: after a transfer once more.',
  },
  offers: {
    name: 'offers',
    means: 'Times an agent was asked.',
  },
  offer_miss: {
    name: 'missed offers',
    means: 'Offers that timed out, were declined, or whose contact left.',
  },
  pickup_rate: {
    name: 'pick-up rate',
    means: 'Accepted ÷ offers whose contact had not left.',
  },
  transfers_out: {
    name: 'transferred away',
    means: 'Sessions an agent handed on.',
  },
  handle_time: {
    name: 'handle time',
    means: 'Mean from acceptance to the end, and wrap-up. Sessions side by side each count whole.',
  },
  handle_effort: {
    name: 'effort',
    means: 'The same, with time shared among sessions side by side.',
  },
  talk: {
    name: 'talk',
    means: 'Time spoken on the telephone.',
  },
  wrap_up: {
    name: 'wrap-up',
    means: 'Mean of wrap-up.',
  },
  wrap_up_extensions: {
    name: 'made longer',
    means: 'How often wrap-up was made longer.',
  },
  occupancy: {
    name: 'occupancy',
    means:
      'Time with a session in hand ÷ that and the time ready with none. Ringing and absence are neither.',
  },
  concurrency: {
    name: 'side by side',
    means: 'Sessions in hand on average, while any was.',
  },
  online_time: {
    name: 'online',
    means: 'Time ready or away.',
  },
  state_ready: {
    name: 'ready',
    means: 'Time ready ÷ time online.',
  },
  invited: {
    name: 'surveys sent',
    means: 'Surveys sent when a session closed.',
  },
  rated: {
    name: 'ratings',
    means: 'Surveys answered.',
  },
  survey_rate: {
    name: 'response rate',
    means: 'Ratings ÷ surveys sent.',
  },
  survey_coverage: {
    name: 'rating coverage',
    means: 'Ratings ÷ closed sessions a person had accepted.',
  },
  csat: {
    name: 'satisfied',
    means: 'Ratings of 4 and 5 ÷ ratings.',
  },
  csat_relative: {
    name: 'good of good and bad',
    means: '4 and 5 ÷ all but 3.',
  },
  csat_mean: {
    name: 'mean rating',
    means: 'Mean of the ratings, 1 to 5.',
  },
  fcr_repeat: {
    name: 'first-contact resolution',
    means:
      'Valid sessions whose contact did not come back to the queue within 72 h ÷ valid sessions closed at least 72 h ago.',
  },
  repeated: {
    name: 'came back',
    means: 'Valid sessions whose contact came back to the queue within 72 h.',
  },
}
