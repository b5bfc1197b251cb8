/** A small set that fits the work; anything else comes from the system's own picker. */
export const EMOJI =
  Array.from('😀😄😊🙂😉😍🤗🤔😅😂😢😮🙏👍👌👏🤝💪🎉❤️✅❌⭐🔥💡📦🚚💰🎁📞✉️⏰')
    .join('')
    .match(/\p{Extended_Pictographic}\uFE0F?/gu) ?? []
