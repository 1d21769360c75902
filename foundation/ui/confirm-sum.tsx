// Money and rules never move on one key: asks once more, with the sum in figures and in upper-case characters.
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'

/** Loaded when first asked: the desk is the first page of the day. */
const ConfirmAsk = lazy(() => import('./confirm-ask.tsx').then((part) => ({ default: part.ConfirmAsk })))

interface Props {
  button: string
  question: string
  fen?: number
  children?: ReactNode
  disabled?: boolean
  onConfirm(): Promise<unknown>
}

export function ConfirmSum({ button, question, fen, children, disabled = false, onConfirm }: Props) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const ask = () => {
    setAsked(true)
    setOpen(true)
  }
  return (
    <>
      <Button type="primary" size="large" disabled={disabled} onClick={ask}>
        {button}
      </Button>
      {asked && (
        <Suspense fallback={null}>
          <ConfirmAsk
            open={open}
            button={button}
            question={question}
            {...(fen !== undefined && { fen })}
            close={() => setOpen(false)}
            onConfirm={onConfirm}
          >
            {children}
          </ConfirmAsk>
        </Suspense>
      )}
    </>
  )
}
