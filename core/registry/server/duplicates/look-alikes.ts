// Records that may be one person: two of name, birthday, telephone and account agree. One telephone alone says nothing (a couple shares it), nor does one
// that a crowd shares (the village office's); name with birthday counts inside one town only. Pairs are opened for a human, in one statement for one
// newcomer or a whole roll; nothing else happens.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'

/** A list that yields more pairs than anybody can look at is itself what is wrong. */
const MOST = 5_000

/** A telephone or account of more elders than this is a cadre's or a home's. */
const CROWD = 8

/** As foldName and gramsOf do it: dots and blanks of minority names do not tell people apart. */
const folded = (of: string) => sql.raw(`regexp_replace(normalize(${of}.name, NFKC), '[\\s·•‧∙・.]', '', 'g')`)

/**
 * @param newcomers condition on `p` (registry.person)
 * @param accounts false where newcomers cannot have one yet: the accounts of a district are many
 * @returns pairs opened, each with the reason in words
 */
export async function openLookAlikes(ctx: Context, newcomers: RawBuilder<unknown>, accounts: boolean): Promise<number> {
  const { district } = ctx.principal
  const on = today(ctx)
  const pair = (agree: RawBuilder<unknown>, more: RawBuilder<unknown> = sql``) =>
    sql`select f.id as newcomer, o.id as other from fresh f join everyone o on ${agree} ${more} where o.id <> f.id`
  const opened = await sql`
    with fresh as materialized (
      select p.id, p.area, p.birth, ${folded('p')} as name, k.account_index,
        case when (select count(*) from (select from registry.person x where x.district = p.district and x.phone_index = p.phone_index
          limit ${CROWD + 1}) sharing) <= ${CROWD} then p.phone_index end as phone_index
      from registry.person p left join registry.payee k on k.district = p.district and k.person = p.id and k.closed_at is null
      where p.district = ${district} and p.state = 'active' and ${newcomers}),
    everyone as not materialized (
      select p.id, p.area, p.birth, p.phone_index, ${folded('p')} as name from registry.person p where p.district = ${district} and p.state = 'active'),
    account as materialized (
      select person, account_index from (select person, account_index, count(*) over (partition by account_index) as sharing
        from registry.payee where district = ${district} and closed_at is null and ${accounts}) k where sharing <= ${CROWD}),
    town as materialized (
      select p.area, case when a.kind = 'town' then p.area else p.parent end as town from registry.area_period p join registry.area a on a.key = p.area
      where a.kind in ('town', 'village') and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})),
    found as (
      ${pair(sql`o.birth = f.birth and o.name = f.name`, sql`join town here on here.area = f.area join town there on there.area = o.area and there.town = here.town`)}
      union ${pair(sql`o.phone_index = f.phone_index and o.name = f.name`)}
      union ${pair(sql`o.phone_index = f.phone_index and o.birth = f.birth`)}
      union ${pair(sql`o.name = f.name`, sql`join account k on k.person = o.id and k.account_index = f.account_index`)}
      union ${pair(sql`o.birth = f.birth`, sql`join account k on k.person = o.id and k.account_index = f.account_index`)}),
    told as (
      select distinct on (least(f.newcomer, f.other), greatest(f.newcomer, f.other)) least(f.newcomer, f.other) as one, greatest(f.newcomer, f.other) as other,
        n.area, concat_ws('、', case when ${folded('n')} = ${folded('o')} then '姓名' end, case when n.birth = o.birth then '出生日期' end,
          case when n.phone_index = o.phone_index then '电话' end, case when exists (select from registry.payee a join registry.payee b on b.district = a.district
            and b.account_index = a.account_index and b.person = o.id and b.closed_at is null where a.district = n.district and a.person = n.id and a.closed_at is null)
            then '收款账户' end) || '相同'
          || case when (select town from town where area = n.area) = (select town from town where area = o.area) then '，同一镇街' else '，不同镇街' end
          || case when n.citizen_id_index is null and o.citizen_id_index is null then '，都没有身份证号'
            when n.citizen_id_index is null or o.citizen_id_index is null then '，一份没有身份证号' else '，身份证号不同' end as reason
      from found f join registry.person n on n.district = ${district} and n.id = f.newcomer
      join registry.person o on o.district = ${district} and o.id = f.other
      order by least(f.newcomer, f.other), greatest(f.newcomer, f.other) limit ${MOST})
    insert into registry.duplicate (district, one, other, area, reason) select ${district}, one, other, area, reason from told
    on conflict (district, one, other) do nothing`.execute(ctx.db)
  return Number(opened.numAffectedRows ?? 0)
}
