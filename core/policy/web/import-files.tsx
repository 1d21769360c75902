// Two kinds of files come into the policy place: a new table of rules, and the office's own copy of a document's wording.
import type { ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Upload } from 'antd'
import { importDocumentText, importPack } from '../contract.ts'

export function ImportPack() {
  const may = useMay('policy.draft')
  const take = useWrite(importPack)
  if (!may) return null
  const read = async (files: File[]) => {
    const text = async (part: RegExp) => (await files.find((file) => part.test(file.name))?.text()) ?? ''
    const table = files.length === 1 ? await files[0]!.text() : await text(/table/)
    take.mutate({ body: { id: newId(), file: files.map((file) => file.name).join('、'), table, cases: await text(/cases/) } })
  }
  return (
    <>
      <Upload
        accept=".yaml,.yml"
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => (file === all.at(-1) && void read(all), false)}
      >
        <Button loading={take.isPending} title="table.yaml，和它的用例 cases.yaml 一起选">
          从文件导入规则表
        </Button>
      </Upload>
      {take.data && <span className="sub">已存为草稿：第{take.data.version}版。</span>}
      <ProblemNote error={take.error} />
    </>
  )
}

export function ImportWording({ document }: { document: string }) {
  const may = useMay('policy.import')
  const take = useWrite(importDocumentText)
  if (!may) return null
  const read = async (file: File) =>
    take.mutate({ params: { key: document }, body: { id: newId(), file: file.name, text: await file.text() } })
  return (
    <>
      <Upload accept=".txt" showUploadList={false} beforeUpload={(file) => (void read(file), false)}>
        <Button loading={take.isPending}>导入文件原文（.txt）</Button>
      </Upload>
      <ProblemNote error={take.error} />
      {take.data && <Report key={take.data.id} told={take.data} />}
    </>
  )
}

function Report({ told }: { told: ReplyOf<typeof importDocumentText> }) {
  const list = (title: string, lines: string[]) =>
    lines.length > 0 && (
      <details>
        <summary>
          {title}：{lines.length}
        </summary>
        <ul>
          {lines.slice(0, 50).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    )
  return (
    <div className="sub">
      对上 {told.matched} 条。
      {list(
        '登记了、文件里没找到的条款',
        told.missing.map((one) => `${one.locator} ${one.heading}`),
      )}
      {list(
        '文件里有、没有条款接收的段落',
        told.stray.map((one) => `第${one.line}行 ${one.locator} ${one.start}`),
      )}
      {list(
        '标题不一样的条款',
        told.different.map((one) => `${one.locator} 登记：${one.register}，文件：${one.text}`),
      )}
    </div>
  )
}
