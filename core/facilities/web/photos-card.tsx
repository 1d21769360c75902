// Photographs of a site, by what they show; the four uniform things (signs, look, style, culture) are subjects of their own.
import { newId } from '@songhe/basics/ids'
import { addressOf } from '@songhe/ui/call'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Select, Upload } from 'antd'
import { useState } from 'react'
import { addPhoto, closePhoto, PHOTO_SUBJECTS, showPhoto } from '../contract/papers.ts'
import type { FacilityFile } from '../contract/register.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Card } from './facility-cards.tsx'

export function PhotosCard({ site }: { site: FacilityFile }) {
  const may = useMay('facilities.write')
  return (
    <Card title="照片">
      {site.photos.length === 0 && <p className="sub">没有照片</p>}
      <ul style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))', gap: 10 }}>
        {site.photos.map((photo) => (
          <li key={photo.id}>
            <img
              src={addressOf(showPhoto.path, { id: site.id, photo: photo.id })}
              alt={`${site.name}，${photo.subject}，${photo.takenOn}`}
              loading="lazy"
              style={{ width: '100%', height: 100, objectFit: 'cover', borderRadius: 4 }}
            />
            <div className="xs" style={{ display: 'flex', justifyContent: 'space-between' }}>
              {photo.subject} {photo.takenOn}
              {may && (
                <ActButton
                  line={closePhoto}
                  button="撤下"
                  quiet
                  fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
                  input={(values, id) => ({ params: { id: site.id, photo: photo.id }, body: { id, reason: values.reason } })}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {may && <Add site={site} />}
    </Card>
  )
}

function Add({ site }: { site: FacilityFile }) {
  const me = useMe()
  const [subject, setSubject] = useState<(typeof PHOTO_SUBJECTS)[number]>('外观')
  const write = useWrite(addPhoto)
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 10 }}>
      <Select
        aria-label="照片内容"
        value={subject}
        onChange={setSubject}
        style={{ minWidth: 120 }}
        options={PHOTO_SUBJECTS.map((value) => ({ value, label: value }))}
      />
      <Upload
        accept="image/jpeg,image/png"
        showUploadList={false}
        beforeUpload={(file) => {
          write.mutate({ params: { id: site.id }, query: { id: newId(), subject, takenOn: me.today }, file } as never)
          return false
        }}
      >
        <Button loading={write.isPending}>上传照片</Button>
      </Upload>
      <ProblemNote error={write.error} />
    </div>
  )
}
