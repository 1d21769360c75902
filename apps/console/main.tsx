// The staff console: signs in, then shows the pages that the rooms offer to this role.
import '@songhe/ui/look.css'
import { makeQueryClient } from '@songhe/ui/query'
import { theme } from '@songhe/ui/theme'
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Gate } from './gate.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConfigProvider theme={theme} locale={zhCN} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={makeQueryClient()}>
        <Gate />
      </QueryClientProvider>
    </ConfigProvider>
  </StrictMode>,
)
