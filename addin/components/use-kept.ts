import { useState } from 'react'

/** What is typed, kept under a name of its own through a reload of the page. */
export function useKept(name: string): [typed: string, setTyped: (typed: string) => void] {
  const key = `sourcewright.${name}`
  const [typed, setTyped] = useState(() => sessionStorage.getItem(key) ?? '')
  return [
    typed,
    (value) => {
      setTyped(value)
      if (value === '') sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, value)
    },
  ]
}
