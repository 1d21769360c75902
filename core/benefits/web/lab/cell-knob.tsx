// One cell whose numbers can be moved: a slider with a box for an amount, a box for each threshold; arrow keys do what the mouse does.
import { InputNumber, Slider } from 'antd'
import { numbersIn, withNumber } from './lab-scheme.ts'

interface Props {
  label: string
  /** Table and row, for whoever hears the page. */
  of: string
  original: string
  text: string
  money: boolean
  onText(text: string): void
}

export function CellKnob({ label, of, original, text, money, onText }: Props) {
  const numbers = numbersIn(text)
  const was = numbersIn(original)
  const step = money ? 10 : 1
  return (
    <div className="lab-knob" data-moved={text !== original}>
      <span>{label}</span>
      <div>
        {numbers.map((number, i) => {
          const before = was[i]?.value ?? number.value
          const name = `${of}${label}${numbers.length > 1 ? `第${i + 1}个数` : ''}`
          const move = (value: number | null) => value !== null && onText(withNumber(text, number, value))
          return (
            <span key={`${i}/${numbers.length}`} className="lab-number">
              {text.slice(i === 0 ? 0 : numbers[i - 1]!.to, number.from)}
              {money && (
                <Slider
                  min={0}
                  max={Math.max(before * 3, 100)}
                  step={step}
                  value={number.value}
                  onChange={move}
                  ariaLabelForHandle={`${name}滑块`}
                  tooltip={{ open: false }}
                />
              )}
              <InputNumber
                size="small"
                min={0}
                step={step}
                value={number.value}
                onChange={move}
                aria-label={name}
                style={{ width: money ? 84 : 64 }}
              />
            </span>
          )
        })}
        {text.slice(numbers.at(-1)?.to ?? 0)}
        {text !== original && <small className="sky">原 {original}</small>}
      </div>
    </div>
  )
}
