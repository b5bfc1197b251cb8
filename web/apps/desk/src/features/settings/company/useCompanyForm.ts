import type { Api, Workspace, WorkspacePatch } from '@parley/api'
import { checkName, onlyWrong, useForm } from '../../forms'

export type CompanyValues = Required<WorkspacePatch>

export function companyValues({ name, locale, time_zone }: Workspace): CompanyValues {
  return { name, locale, time_zone }
}

export function useCompanyForm(api: Pick<Api, 'updateWorkspace'>, workspace: Workspace) {
  return useForm(companyValues(workspace), {
    check: (values) => onlyWrong({ name: checkName(values.name) }),
    save: (_, changed) => api.updateWorkspace(changed),
  })
}
