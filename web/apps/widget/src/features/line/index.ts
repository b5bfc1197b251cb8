export { createVisitor, HISTORY_PAGE, type Introduction, type Visitor } from './visitor'
export { useLine, type Line, type LineState } from './useLine'
export { newMessageId } from './outboxStorage'
