import type { Api, CapacityProfile, ChannelShare } from '@parley/api'
import { useDesk } from '../../../desk'
import { checkName, onlyWrong, useForm, type Phrase } from '../../forms'
import { useRecords } from '../useRecords'

export const SHARE = { min: 1, max: 100 }
export const PROFILE_NAME_MAX = 60

/** The workspace's capacity profiles, kept current by events. */
export function useProfiles() {
  const { api, live } = useDesk()
  return useRecords<CapacityProfile>({
    load: api.capacityProfiles,
    changes: live,
    stale: (event) => event.kind.startsWith('capacity_profile_'),
  })
}

export interface ProfileValues {
  name: string
  shares: ChannelShare[]
}

export function profileValues(profile?: CapacityProfile): ProfileValues {
  return { name: profile?.name ?? '', shares: profile?.shares ?? [] }
}

/** How many items of that share an agent of the usual capacity has at once. */
export function atOnce(share: number): number {
  return share >= SHARE.min && share <= SHARE.max ? Math.floor(100 / share) : 0
}

/** The shares with one channel's set, or with none of it. */
export function withShare(
  shares: readonly ChannelShare[],
  channel: string,
  share: number | undefined,
): ChannelShare[] {
  const others = shares.filter((one) => one.channel !== channel)
  return share === undefined ? others : [...others, { channel, share }]
}

function checkShares(shares: readonly ChannelShare[]): Phrase | undefined {
  const sound = shares.every(
    ({ share }) => Number.isInteger(share) && share >= SHARE.min && share <= SHARE.max,
  )
  return sound ? undefined : { key: 'form.whole_between', params: SHARE }
}

export function useProfileForm(
  api: Pick<Api, 'createCapacityProfile' | 'updateCapacityProfile'>,
  profile?: CapacityProfile,
) {
  const id = profile?.id
  return useForm(profileValues(profile), {
    check: (values) =>
      onlyWrong({ name: checkName(values.name), shares: checkShares(values.shares) }),
    version: profile?.version,
    save: (values, changed, version): Promise<CapacityProfile> =>
      id ? api.updateCapacityProfile(id, changed, { version }) : api.createCapacityProfile(values),
  })
}
