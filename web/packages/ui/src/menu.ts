export interface MenuEntry {
  key: string
  kind?: 'item' | 'title' | 'line'
  label?: string
  checked?: boolean
  disabled?: boolean
  /** Class of a coloured dot before the label; never the only sign of its meaning. */
  dot?: string
}
