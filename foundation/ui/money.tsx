// Money: right-aligned figures with two decimals; a change carries its sign.
import { yuan } from '@songhe/basics/money'

export function Money({ fen, unit = false }: { fen: number; unit?: boolean }) {
  return (
    <span className="num">
      {yuan(fen)}
      {unit && ' 元'}
    </span>
  )
}

export function MoneyChange({ fen }: { fen: number }) {
  return (
    <span className={`num ${fen < 0 ? 'down' : 'up'}`}>
      {fen > 0 ? '+' : ''}
      {yuan(fen)}
    </span>
  )
}
