import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

/** The hash by which a Content-Security-Policy allows one inline block and no other. */
function cspHash(block: string): string {
    return `'sha256-${createHash('sha256').update(block, 'utf8').digest('base64')}'`;
}

/** Puts the one script and the one style sheet into the page, so that the page is one file. */
function oneFile(): Plugin {
    return {
        name: 'stemma-one-file',
        enforce: 'post',
        apply: 'build',
        generateBundle(_options, bundle) {
            let script = '';
            let style = '';
            for (const [name, item] of Object.entries(bundle)) {
                if (item.type === 'chunk') {
                    script += item.code;
                    delete bundle[name];
                } else if (name.endsWith('.css')) {
                    style += String(item.source);
                    delete bundle[name];
                }
            }
            const page = bundle['report.html'];
            if (page?.type !== 'asset') this.error('report.html was not built');
            if (/<\/script|<!--/i.test(script)) this.error('the script would end its own element');
            script = `\n${script.trim()}\n`;
            style = `\n${style.trim()}\n`;
            const csp = [
                "default-src 'none'",
                `script-src ${cspHash(script)}`,
                `style-src ${cspHash(style)}`,
                'img-src data:',
                "base-uri 'none'",
                "form-action 'none'",
            ].join('; ');
            const html = String(page.source)
                .replace(/\s*<script type="module"[^>]*><\/script>/g, '')
                .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
                .replace('@CSP@', () => csp)
                .replace('</head>', () => `<style>${style}</style>\n  </head>`)
                .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
            if (html.split('@STEMMA_DATA@').length !== 2) {
                this.error('the data marker must occur exactly once');
            }
            page.source = html;
        },
    };
}

export default defineConfig({
    plugins: [oneFile()],
    build: {
        target: 'es2022',
        modulePreload: false,
        cssCodeSplit: false,
        assetsInlineLimit: 0,
        rollupOptions: { input: 'report.html' },
    },
});
