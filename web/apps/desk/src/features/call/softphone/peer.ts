export interface PeerHooks {
  onState: (state: RTCPeerConnectionState) => void
  onSound: (stream: MediaStream) => void
}
export type Peer = ReturnType<typeof createPeer>

/** One WebRTC connection that carries sound both ways; closed, it says nothing more. */
export function createPeer(microphone: MediaStream, hooks: PeerHooks) {
  const connection = new RTCPeerConnection()
  const senders = microphone.getAudioTracks().map((track) => connection.addTrack(track, microphone))
  let closed = false

  connection.ontrack = ({ streams, track }) => {
    if (!closed) hooks.onSound(streams[0] ?? new MediaStream([track]))
  }
  connection.onconnectionstatechange = () => {
    if (!closed) hooks.onState(connection.connectionState)
  }

  return {
    /** The server finds us by what we send to it, so that no candidate need be waited for. */
    async offer(): Promise<string> {
      await connection.setLocalDescription(await connection.createOffer())
      return connection.localDescription?.sdp ?? ''
    },
    accept: (answer: string) => connection.setRemoteDescription({ type: 'answer', sdp: answer }),
    state: () => connection.connectionState,
    stats: () => connection.getStats(),
    async replace(next: MediaStream) {
      await senders[0]?.replaceTrack(next.getAudioTracks()[0] ?? null)
    },
    close() {
      closed = true
      connection.close()
    },
  }
}
