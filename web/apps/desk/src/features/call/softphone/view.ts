import type { Softphone } from './createSoftphone'

/** The call as the bar shows it. */
export type CallView = NonNullable<Softphone['view']['value']>
