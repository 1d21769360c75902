// Puts the documents that ship with the product into the register; tables without district, so the owner does it at every start.
import { invalid } from '@songhe/basics/problem'
import { readYaml, type YamlFile, yamlFiles } from '../packs-folder.ts'
import { DocumentSource, flattenClauses } from './document-file.ts'

/** Anything that runs a statement as the owner: a pg.Client at start, the owner of a test database. */
export interface OwnerClient {
  query(text: string, values?: unknown[]): Promise<unknown>
}

export interface LoadedDocuments {
  documents: number
  clauses: number
}

/** Safe to repeat: what is gone from a file goes, what changed is replaced, imported wording stays. */
export async function loadDocuments(owner: OwnerClient, files: YamlFile[] = yamlFiles('documents')): Promise<LoadedDocuments> {
  let clauses = 0
  for (const file of files) clauses += await loadDocument(owner, file)
  return { documents: files.length, clauses }
}

async function loadDocument(owner: OwnerClient, file: YamlFile): Promise<number> {
  const read = DocumentSource.safeParse(readYaml(file))
  if (!read.success) {
    const issue = read.error.issues[0]
    throw invalid(`文件登记 ${file.file} 有误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`, {
      next: '请按 packs/README 的格式改正后重新启动。',
    })
  }
  const source = read.data
  const key = source.key ?? file.file.replace(/^.*\//, '').replace(/\.yaml$/, '')
  await owner.query(
    `insert into policy.document (key, number, title, issuer, issued_on, effective_on, ended_on, status, region, openness, adoption, parents,
       addressees, copies_to, service_lines)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::jsonb, $13::jsonb, $14::jsonb, $15::jsonb)
     on conflict (key) do update set number = excluded.number, title = excluded.title, issuer = excluded.issuer, issued_on = excluded.issued_on,
       effective_on = excluded.effective_on, ended_on = excluded.ended_on, status = excluded.status, region = excluded.region,
       openness = excluded.openness, adoption = excluded.adoption, parents = excluded.parents, addressees = excluded.addressees,
       copies_to = excluded.copies_to, service_lines = excluded.service_lines`,
    [
      key,
      source.number ?? null,
      source.title,
      source.issuer ?? '',
      source.issued_on ?? null,
      source.effective_on ?? source.issued_on ?? null,
      source.ended_on ?? null,
      source.status,
      source.region,
      source.openness ?? '',
      ...[source.adoption, source.parents, source.addressees, source.copies_to, source.service_lines].map((items) =>
        JSON.stringify(items),
      ),
    ],
  )
  const flat = flattenClauses(source.clauses)
  await owner.query(
    `insert into policy.clause (document, locator, position, depth, parent, heading, summary, requirements)
     select $1, locator, position, depth, parent, heading, summary, requirements
       from jsonb_to_recordset($2::jsonb) as item (locator text, position int, depth int, parent text, heading text, summary text, requirements jsonb)
     on conflict (document, locator) do update set position = excluded.position, depth = excluded.depth, parent = excluded.parent,
       heading = excluded.heading, summary = excluded.summary, requirements = excluded.requirements`,
    [key, JSON.stringify(flat)],
  )
  await owner.query('delete from policy.clause where document = $1 and not locator = any ($2::text[])', [
    key,
    flat.map((row) => row.locator),
  ])
  return flat.length
}
