import { Appearance, type AppearanceProps } from './Appearance.tsx'
import { WhatIsSent, type WhatIsSentProps } from './WhatIsSent.tsx'

/** The settings that need no connection. */
export function SettingsDetails({
  sends,
  ownsDocument,
  onGuide,
}: WhatIsSentProps & AppearanceProps) {
  return (
    <>
      <WhatIsSent sends={sends} ownsDocument={ownsDocument} />
      <Appearance ownsDocument={ownsDocument} onGuide={onGuide} />
    </>
  )
}
