import type { Api, Workspace, WorkspacePatch } from '@parley/api'
import { checkName, onlyWrong, useForm } from '../../forms'

export type CompanyValues = Required<WorkspacePatch>

export function companyValues({ name, locale, time_zone }: Workspace): CompanyValues {
  return { name, locale, time_zone }
}

export function useCompanyForm(
  api: Pick<Api, 'workspace' | 'updateWorkspace'>,
  workspace: Workspace,
) {
  return useForm(companyValues(workspace), {
    check: (values) => onlyWrong({ name: checkName(values.name) }),
    version: workspace.version,
    async reread() {
      const now = await api.workspace()
      return { values: companyValues(now), version: now.version }
    },
    save: (_, changed, version) => api.updateWorkspace(changed, { version }),
  })
}
