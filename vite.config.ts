import react from '@vitejs/plugin-react'
import { type UserConfig, defineConfig } from 'vite'

const config: UserConfig = defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // light-dark() must stay native: compiled away, it would not follow the theme's attribute.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3001', '/healthz': 'http://127.0.0.1:3001' } },
})

export default config
