export const STEPS = ['company', 'administrator', 'inbox', 'connect', 'invite'] as const
export type Step = (typeof STEPS)[number]
