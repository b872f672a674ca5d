/** A fresh UUID, in lower case. */
export type NewId = () => string
