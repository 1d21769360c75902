// Which sheet, its template, and the file: the file is only looked at here, nothing is taken yet.
import { InboxOutlined } from '@ant-design/icons'
import { newId } from '@songhe/basics/ids'
import { downloadTemplate, type ImportRow, listSheets, previewImport } from '@songhe/kernel/sheets/contract'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { call } from '@songhe/ui/call'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select, Spin, Upload } from 'antd'
import { useState } from 'react'
import { count, momentOf } from './import-words.tsx'

export function UploadSheet() {
  const { data, error } = useRead(listSheets, {})
  const [chosen, setChosen] = useState<string>()
  const [same, setSame] = useState<ImportRow>()
  const [failure, setFailure] = useState<unknown>()
  const preview = useWrite(previewImport)
  const navigate = useNavigate()
  const sheet = data?.sheets.find(({ key }) => key === chosen) ?? data?.sheets[0]
  if (data?.sheets.length === 0) return null

  const upload = async (file: File) => {
    setSame(undefined)
    const answer = await preview.mutateAsync({ query: { id: newId(), sheet: sheet!.key }, file }).catch(() => undefined)
    if (answer?.outcome === 'same-file') setSame(answer.earlier ?? undefined)
    else if (answer) await navigate({ to: `/imports/${answer.id}` as never })
  }
  const template = () => {
    setFailure(undefined)
    call(downloadTemplate, { params: { sheet: sheet!.key } }).catch(setFailure)
  }

  return (
    <section className="card inside" style={{ display: 'grid', gap: 10, marginBottom: 14 }} aria-label="导入一份表">
      <ProblemNote error={error ?? preview.error ?? failure} />
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
        <Select
          aria-label="导入哪一种表"
          value={sheet?.key}
          onChange={setChosen}
          style={{ minWidth: 220 }}
          options={(data?.sheets ?? []).map(({ key, title }) => ({ value: key, label: title }))}
        />
        <Button onClick={template} disabled={!sheet}>
          下载模板
        </Button>
        <span className="sub" style={{ flex: '1 1 320px' }}>
          {sheet?.note}
        </span>
      </div>
      <Upload.Dragger
        accept=".xlsx,.csv,.txt"
        showUploadList={false}
        disabled={!sheet || preview.isPending}
        beforeUpload={(file) => {
          void upload(file)
          return false
        }}
      >
        <Spin spinning={preview.isPending} description="正在读取文件…">
          <InboxOutlined style={{ fontSize: 26, color: 'var(--pine)' }} />
          <p>
            <b>选择文件，或把文件拖到这里</b>
          </p>
          <p className="sub">.xlsx 或 .csv，用模板或自己的表都可以。先预览和校验，提交之后才写入。</p>
        </Spin>
      </Upload.Dragger>
      {same && (
        <p className="problem" role="status">
          <b>这份文件已经导入过，没有再导入。</b>
          {same.committedBy} {momentOf(same.committedAt ?? same.startedAt)} 导入了“{same.fileName}”：新增 {count(same.added)}
          ，更新 {count(same.changed)}，没有变化 {count(same.unchanged)}。
          <Link to={`/imports/${same.id}` as never}>打开那一次导入</Link>
        </p>
      )}
    </section>
  )
}
