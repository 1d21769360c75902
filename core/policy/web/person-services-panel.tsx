// On a person's page: what this elder may have from the basic service list, in plain words.
import { Citation } from '@songhe/ui/citation'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { servicesOfPerson } from '../contract.ts'

export function PersonServicesPanel({ person }: { person: string }) {
  const services = useRead(servicesOfPerson, { params: { person } })
  if (services.error) return <ProblemNote error={services.error} />
  return (
    <ul>
      {services.data?.items.map((item) => (
        <li key={item.id}>
          {item.words} <Citation document={item.document} clause={item.clause} />
        </li>
      ))}
      {services.data?.items.length === 0 && <li className="sub">按现有情况，没有对上的服务项目。</li>}
    </ul>
  )
}
