// What pages of later rooms may show of the facilities' pages: one act behind one button, and the card of a record page.
export { ActButton, type ActField, type ActValues, optionsOf } from './act-button.tsx'
export { Card } from './facility-cards.tsx'
