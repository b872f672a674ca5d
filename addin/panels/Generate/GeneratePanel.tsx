import type { LonePanelProps } from '../panel-table.ts'
import { RunView } from './RunView.tsx'
import { WishForm } from './WishForm.tsx'

/** A document is asked for, its run is followed; what was asked for stays for the next one. */
export function GeneratePanel(props: LonePanelProps) {
  const { host, client, followedId, onFollow, onOpenDocument, onOpenSettings } = props
  const { ownsDocument } = host.description
  return (
    <>
      {followedId !== null && (
        <RunView
          key={followedId}
          client={client}
          documentId={followedId}
          onOpen={ownsDocument ? undefined : (sectionId) => onOpenDocument(followedId, sectionId)}
          onLeave={() => onFollow(null)}
          onOpenSettings={onOpenSettings}
        />
      )}
      <div hidden={followedId !== null}>
        <WishForm client={client} onStarted={onFollow} onOpenSettings={onOpenSettings} />
      </div>
    </>
  )
}
