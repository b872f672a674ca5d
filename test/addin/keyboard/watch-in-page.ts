/** A control that was used, by what it is, its accessible name and the part of the page it stands in. */
export type Use = { readonly control: string; readonly name: string; readonly place: string }

export type Tell = (kind: 'used' | 'lost' | 'pointer', use: Use) => void

/** What these scripts share in each frame, and with the test. */
type Shared = {
  tellKeyboard: Tell
  /** `named` is what has the name, if that is another element. */
  describeUse: (control: string, element: Element, named?: Element | null) => Use
  /** After which the focus has not been looked at. */
  lastUse?: Use | undefined
}

/** Runs in each frame before its own scripts. */
export function defineDescribe(): void {
  const write = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const nameOf = (element: Element): string => {
    const own = element.getAttribute('aria-label')
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? []
    const others = ids.map((id) => document.getElementById(id)?.textContent)
    const labels = 'labels' in element ? [...((element.labels as NodeList | null) ?? [])] : []
    const told = [...labels.map(({ textContent }) => textContent), ...others].join(' ')
    const isNamedByWords = element.matches('button, summary, a')
    // the star of a field that must be filled in
    return write(own ?? (told || (isNamedByWords ? element.textContent : ''))).replace(/\*$/, '')
  }
  const placeOf = (element: Element): string => {
    if (element.closest('dialog')) return 'dialog'
    if (element.closest('.edit-bar')) return 'edit-bar'
    if (element.closest('[aria-labelledby="settings-title"]')) return 'settings'
    return element.closest('[role=tabpanel][id^=panel-]')?.id.slice('panel-'.length) ?? 'pane'
  }
  ;(globalThis as unknown as Shared).describeUse = (control, element, named = element) => ({
    control,
    name: named ? nameOf(named) : '',
    place: placeOf(element),
  })
}

/** Runs in each frame before its own scripts. */
export function watchUses(): void {
  const shared = globalThis as unknown as Shared
  const use = (control: string, element: Element, named?: Element | null) => {
    shared.lastUse = shared.describeUse(control, element, named)
    shared.tellKeyboard('used', shared.lastUse)
  }
  const on = (type: string, listen: (target: Element, event: Event) => void) => {
    const hear = (event: Event) => event.target instanceof Element && listen(event.target, event)
    addEventListener(type, hear, true)
  }
  on('click', (target, event) => {
    const element = target.closest('button, summary, a[href], input[type=checkbox]')
    // a button that has no focus was pressed by a pointer, or by Enter in a field of its form
    const isPressed = event.isTrusted && element === document.activeElement
    if (!element || !isPressed) return
    if (element.role === 'tab') use('tabs', element, element.closest('[role=tablist]'))
    else use(element.matches('input') ? 'checkbox' : element.localName, element)
  })
  on('change', (target) => {
    if (target.matches('select')) use('select', target)
    if (target.matches('[type=file]')) use('file', target)
    if (target.matches('[type=radio]')) use('radios', target, target.closest('[role=radiogroup]'))
  })
  on('input', (target, event) => {
    if (!event.isTrusted || target.matches('select, [type=checkbox], [type=radio]')) return
    use(target.role === 'combobox' ? 'combobox' : 'textbox', target)
  })
  on('focusin', (target) => {
    const isScrolled = target.matches('[tabindex="0"]:not(button, input, select, textarea)')
    if (isScrolled) shared.tellKeyboard('used', shared.describeUse('region', target))
  })
  on('pointerdown', (target) => {
    shared.tellKeyboard('pointer', shared.describeUse(target.localName, target))
  })
}

/** Runs in each frame before its own scripts. */
export function watchFocus(): void {
  const shared = globalThis as unknown as Shared
  // a second: what comes of a press may take the focus a moment later
  const patience = 20
  let ticks = 0
  setInterval(() => {
    const isLost = (document.activeElement ?? document.body) === document.body
    ticks = shared.lastUse && isLost ? ticks + 1 : 0
    if (!shared.lastUse || ticks < patience) return
    shared.tellKeyboard('lost', shared.lastUse)
    shared.lastUse = undefined
  }, 50)
}
