import { createRequire } from 'node:module';
import path from 'node:path';
import { Router, type Response } from 'express';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' });\n`;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The API document and a page to try it on, served from this machine alone. */
export function docs(document: object): Router {
  const root = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const send = (response: Response, type: string, text: string): void => {
    response.set('Content-Security-Policy', POLICY).type(type).send(text);
  };
  return Router()
    .get('/openapi.json', (_request, response) => void response.json(document))
    .get('/docs', (_request, response) => send(response, 'html', PAGE))
    .get('/docs/start.js', (_request, response) => send(response, 'js', START))
    .get(['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'], (request, response) => {
      response.sendFile(path.basename(request.path), { root });
    });
}
