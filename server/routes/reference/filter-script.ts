import { createHash } from 'node:crypto'

/**
 * Runs in the page: filters calls by words typed, which may stand anywhere in what is said of them, and opens
 * the call that the address names. It reads the page and hides parts of it; it makes no HTML.
 */
export const filterScript = `
const form = document.querySelector('form')
const input = form.querySelector('input')
const status = form.querySelector('[role=status]')
const entries = [...document.querySelectorAll('nav li li')].map((item) => {
  const article = document.getElementById(item.firstElementChild.hash.slice(1))
  return { item, article, words: '' }
})
const groups = [...document.querySelectorAll('nav details')]
const sections = [...document.querySelectorAll('main > section')]
const isShown = (one) => !one.hidden

function filter() {
  const wanted = input.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let count = 0
  for (const entry of entries) {
    entry.words ||= entry.article.textContent.toLowerCase()
    const fits = wanted.every((word) => entry.words.includes(word))
    entry.item.hidden = entry.article.hidden = !fits
    if (fits) count++
  }
  for (const group of groups) {
    group.parentElement.hidden = ![...group.querySelectorAll('li')].some(isShown)
    group.open = wanted.length > 0
  }
  for (const section of sections) {
    const articles = [...section.querySelectorAll('article')]
    section.hidden = wanted.length > 0 && !articles.some(isShown)
  }
  status.textContent = wanted.length === 0 ? '' : count === 1 ? '1 call' : count + ' calls'
}

function openNamed() {
  const named = document.getElementById(location.hash.slice(1))
  if (!named) return
  if (named.closest('[hidden]')) {
    input.value = ''
    filter()
  }
  const details = named.querySelector('details')
  if (details && named.localName === 'article') details.open = true
  named.scrollIntoView()
}

form.hidden = false
form.addEventListener('submit', (event) => event.preventDefault())
input.addEventListener('input', filter)
addEventListener('hashchange', openNamed)
openNamed()
`

/** The page may run this script, and nothing else. */
export const referencePolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(filterScript).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
