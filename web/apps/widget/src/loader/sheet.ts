// A site may be styled by anything, so nothing is inherited from it but the accent and its ink.
export const sheet = `
:host{all:initial;position:fixed;right:0;bottom:0;z-index:2147483000;--accent:#2563eb;--ink:#fff}
[hidden]{display:none!important}
button{position:fixed;right:max(20px,env(safe-area-inset-right));bottom:max(20px,env(safe-area-inset-bottom));width:56px;height:56px;padding:0;border:0;border-radius:50%;background:var(--accent);color:var(--ink);cursor:pointer;box-shadow:0 4px 16px rgb(15 18 24/28%);transition:transform .12s}
button:hover{transform:translateY(-1px)}
button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vertical-align:middle}
.badge{position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;padding:0 5px;box-sizing:border-box;border-radius:10px;background:#b3261e;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center}
.panel{position:fixed;right:max(20px,env(safe-area-inset-right));bottom:calc(max(20px,env(safe-area-inset-bottom)) + 68px);width:384px;height:min(640px,calc(100vh - 108px));border-radius:12px;overflow:hidden;background:#fff;box-shadow:0 8px 40px rgb(15 18 24/28%);outline:1px solid rgb(15 18 24/10%)}
iframe{display:block;width:100%;height:100%;border:0}
.panel p{position:absolute;inset:0;display:grid;place-content:center;margin:0;padding:24px;background:#fff;color:#3c424d;font:15px/1.5 system-ui,sans-serif;text-align:center}
@media (prefers-color-scheme:dark){.panel{background:#16181c;outline-color:rgb(255 255 255/14%)}.panel p{background:#16181c;color:#c6cbd4}}
@media (max-width:480px){.panel{inset:0;width:100%;height:100%;height:100dvh;border-radius:0;outline:0}:host([open]:not([sorry])) button{display:none}}
@media (prefers-reduced-motion:reduce){button{transition:none}}
@media print{:host{display:none}}
`
