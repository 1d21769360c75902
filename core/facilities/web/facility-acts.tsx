// What may be done to a site in the state it is in.
import { AreaField } from '@songhe/registry/web-door'
import { useMay, useMe } from '@songhe/ui/me'
import { SERVICES, ZONES } from '../contract/facts.ts'
import { FACILITY_KINDS } from '../contract/kinds.ts'
import {
  changeFacility,
  closeFacility,
  convertFacility,
  type FacilityFile,
  liftSuspension,
  openFacility,
  suspendFacility,
} from '../contract/register.ts'
import { ActButton, type ActField, optionsOf } from '@songhe/ui/act-button'

const day = (label: string): ActField => ({ name: 'day', label, kind: 'day', required: true })
const reason = (label = '理由'): ActField => ({
  name: 'reason',
  label,
  kind: 'long',
  required: true,
  note: '至少 4 个字，会记入日志。',
})

export function FacilityActs({ site }: { site: FacilityFile }) {
  const [mayWrite, maySuspend, me] = [useMay('facilities.write'), useMay('facilities.suspend'), useMe()]
  const params = { id: site.id }
  const initial = { day: me.today }
  if (site.state === 'closed' || site.state === 'withdrawn') return null
  return (
    <>
      {mayWrite && (site.state === 'planned' || site.state === 'building') && (
        <ActButton
          line={openFacility}
          button="开业"
          primary
          initial={initial}
          fields={[
            day('开业日期'),
            { name: 'note', label: '说明', kind: 'long' },
            { name: 'despite', label: '未达标仍开业的理由', kind: 'long', note: '达标的不用写；写了即由您负责。' },
          ]}
          input={({ day: on, note = '', despite = '' }, id) => ({ params, body: { id, day: on, note, despite } })}
        />
      )}
      {mayWrite && <Change site={site} today={me.today} />}
      {mayWrite && <Convert site={site} today={me.today} />}
      {maySuspend && site.state === 'open' && (
        <ActButton
          line={suspendFacility}
          button="暂停服务"
          initial={initial}
          fields={[day('暂停日期'), reason()]}
          input={(values, id) => ({ params, body: { id, day: values.day, reason: values.reason } })}
        />
      )}
      {maySuspend && site.state === 'suspended' && (
        <ActButton
          line={liftSuspension}
          button="恢复服务"
          primary
          initial={initial}
          fields={[day('恢复日期'), { name: 'mistaken', label: '暂停登记错了，从来没有暂停过', kind: 'check' }, reason()]}
          input={(values, id) => ({
            params,
            body: { id, day: values.day, reason: values.reason, mistaken: values.mistaken ?? false },
          })}
        />
      )}
      {maySuspend && (
        <ActButton
          line={closeFacility}
          button="关闭"
          title="关闭设施"
          initial={initial}
          fields={[day('关闭日期'), reason()]}
          input={(values, id) => ({ params, body: { id, day: values.day, reason: values.reason } })}
        />
      )}
    </>
  )
}

function Change({ site, today }: { site: FacilityFile; today: string }) {
  return (
    <ActButton
      line={changeFacility}
      button="变更"
      title="变更名称、地址、电话或位置"
      initial={{
        day: today,
        name: site.name,
        code: site.code ?? '',
        area: site.area,
        address: site.address,
        phone: site.phone,
        contact: site.contact,
        lng: site.point?.lng,
        lat: site.point?.lat,
        exact: site.point?.exact ?? false,
      }}
      fields={[
        { name: 'name', label: '名称', required: true },
        { name: 'code', label: '机构编号' },
        { name: 'area', label: '所在村社', control: <AreaField label="所在村社" />, required: true },
        { name: 'address', label: '地址' },
        { name: 'contact', label: '负责人' },
        { name: 'phone', label: '联系电话' },
        { name: 'lng', label: '经度', kind: 'number' },
        { name: 'lat', label: '纬度', kind: 'number' },
        { name: 'exact', label: '经纬度是现场测得的', kind: 'check' },
        day('变更日期'),
        reason(),
      ]}
      input={({ lng, lat, exact, ...values }, id) => ({
        params: { id: site.id },
        body: {
          id,
          version: site.version,
          ...(values as { name: string; day: string; reason: string }),
          ...(typeof lng === 'number' && typeof lat === 'number' && { position: { lng, lat, exact: exact ?? false } }),
        },
      })}
    />
  )
}

function Convert({ site, today }: { site: FacilityFile; today: string }) {
  return (
    <ActButton
      line={convertFacility}
      button="转型、提升"
      title="设施转型或改造提升"
      initial={{ day: today, kind: site.kind }}
      fields={[
        {
          name: 'kind',
          label: '转型后的类别',
          kind: 'select',
          required: true,
          options: FACILITY_KINDS.map(({ key, title }) => ({ value: key, label: title })),
        },
        { name: 'kindReason', label: '类别说明', note: '类别与村社性质不一致时写明依据。' },
        { name: 'addedZones', label: '新增功能分区', kind: 'many', options: optionsOf(ZONES) },
        { name: 'addedServices', label: '新增服务项目', kind: 'many', options: optionsOf(SERVICES) },
        { name: 'upgraded', label: '改造提升已完成', kind: 'check' },
        day('完成日期'),
        { name: 'note', label: '说明', kind: 'long', required: true },
        { name: 'source', label: '来源', required: true, note: '例如：项目验收单' },
      ]}
      input={({ kind, kindReason = '', addedZones = [], addedServices = [], upgraded = false, ...values }, id) => ({
        params: { id: site.id },
        body: {
          id,
          kind,
          kindReason,
          addedZones,
          addedServices,
          upgraded,
          day: values.day,
          note: values.note,
          source: values.source,
        },
      })}
    />
  )
}
