import type { RouteRecordRaw } from 'vue-router'
import SettingsIndex from './SettingsIndex.vue'

export { texts } from './texts'
export { localeOptions } from './locales'
export { default as InboxConnect } from './inboxes/InboxConnect.vue'

export const routes: RouteRecordRaw[] = [
  {
    path: 'settings',
    component: () => import('./SettingsPage.vue'),
    children: [
      { path: '', component: SettingsIndex },
      { path: 'company', component: () => import('./company/CompanyPage.vue') },
      { path: 'inboxes', component: () => import('./inboxes/InboxesPage.vue') },
      { path: 'inboxes/:id', component: () => import('./inboxes/InboxPage.vue'), props: true },
      { path: 'queues', component: () => import('./queues/QueuesPage.vue') },
      { path: 'queues/:id', component: () => import('./queues/QueuePage.vue'), props: true },
      { path: 'agents', component: () => import('./agents/AgentsPage.vue') },
      { path: 'agents/:id', component: () => import('./agents/AgentPage.vue'), props: true },
      { path: 'entry-rules', component: () => import('./entry/EntryPage.vue') },
      { path: 'priority', component: () => import('./priority/PriorityPage.vue') },
      { path: 'calendars', component: () => import('./calendars/CalendarsPage.vue') },
      {
        path: 'calendars/:id',
        component: () => import('./calendars/CalendarPage.vue'),
        props: true,
      },
      { path: 'segments', component: () => import('./segments/SegmentsPage.vue') },
      { path: 'contacts', component: () => import('./contacts/ContactsPage.vue') },
      { path: 'skills', component: () => import('./skills/SkillsPage.vue') },
      { path: 'capacity-profiles', component: () => import('./capacity/ProfilesPage.vue') },
      {
        path: 'capacity-profiles/:id',
        component: () => import('./capacity/ProfilePage.vue'),
        props: true,
      },
      { path: 'wrap-up-codes', component: () => import('./wrap-up-codes/WrapUpCodesPage.vue') },
      {
        path: 'presence-reasons',
        component: () => import('./presence-reasons/PresenceReasonsPage.vue'),
      },
      { path: 'numbers', component: () => import('./numbers/NumbersPage.vue') },
      { path: 'numbers/:id', component: () => import('./numbers/NumberPage.vue'), props: true },
      { path: 'trunks', component: () => import('./trunks/TrunksPage.vue') },
      { path: 'trunks/:id', component: () => import('./trunks/TrunkPage.vue'), props: true },
      { path: 'phones', component: () => import('./phones/PhonesPage.vue') },
      { path: 'phones/:id', component: () => import('./phones/PhonePage.vue'), props: true },
      { path: 'voice', component: () => import('./voice/VoicePage.vue') },
      { path: 'webhooks', component: () => import('./webhooks/WebhooksPage.vue') },
      {
        path: 'webhooks/:id',
        component: () => import('./webhooks/WebhookPage.vue'),
        props: true,
      },
      { path: 'routing-hook', component: () => import('./routing-hook/RoutingHookPage.vue') },
      { path: 'api-keys', component: () => import('./api-keys/ApiKeysPage.vue') },
      { path: 'sign-ins', component: () => import('./sign-ins/SignInsPage.vue') },
    ],
  },
]
