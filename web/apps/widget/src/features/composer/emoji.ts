/** A short list is found faster than a long one. */
export const emoji =
  '😀 😄 😂 🙂 😉 😊 😍 😘 😎 🤔 😐 🙄 😏 😮 😢 😭 😡 😱 😴 🤗 🙏 👍 👎 👌 👏 💪 🤝 👋 ✌️ ❤️ 💔 🌹 🎉 🎁 ☕ 🍵 📦 🚚 💰 🧾 📷 📞 ⏰ ✅ ❌ ⭐ 🔥 💡'.split(
    ' ',
  )
